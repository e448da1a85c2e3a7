"""社区学院: the rows behind its figures, and which of their columns are shown."""

from dataclasses import replace

from zhiping.ui.look.key_figure import Behind
from zhiping.words import N_

OPENS = ("college/courses", "course", "course_id")
SESSION_COLUMNS = (
    "title",
    "held_at",
    "session_state",
    "area_name",
    "order_kind",
    "capacity",
    "booked_count",
    "attended_count",
    "absent_count",
    "unrecorded_count",
    "seat_state",
    "lecturer_name",
    "session_id",
    "source_sheet",
    "source_row",
)
WAITING_COLUMNS = (
    "field",
    "wait_days",
    "request_state",
    "area_name",
    "requested_on",
    "people_count",
    "held_at",
    "request_id",
    "source_sheet",
    "source_row",
)
REQUEST_COLUMNS = (
    "field",
    "requested_on",
    "request_state",
    "wait_days",
    "due_on",
    "held_at",
    "title",
    "area_name",
    "people_count",
    "solved",
    "request_id",
    "source_sheet",
    "source_row",
)
RATING_COLUMNS = (
    "booking_id",
    "title",
    "held_at",
    "area_name",
    "status",
    "rating",
    "source_sheet",
    "source_row",
)
SESSIONS = Behind("college/sessions", columns=SESSION_COLUMNS, opens=OPENS, noun=N_("课"))
BOOKINGS = Behind(
    "college/booking_rows",
    columns=(
        "title",
        "held_at",
        "status",
        "rating",
        "channel",
        "booked_at",
        "area_name",
        "booking_id",
        "source_sheet",
        "source_row",
    ),
    noun=N_("预约"),
)
LECTURERS = Behind(
    "college/lecturers",
    columns=(
        "lecturer_name",
        "source_kind",
        "field",
        "institution",
        "area_name",
        "hired_on",
        "year_session_count",
        "last_taught_at",
        "lecturer_id",
        "source_sheet",
        "source_row",
    ),
    noun=N_("师资"),
    is_stock=True,
)
REQUESTS = Behind("college/request_rows", columns=REQUEST_COLUMNS, noun=N_("需求"))
WAITING = replace(REQUESTS, is_stock=True)
