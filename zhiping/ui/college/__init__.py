"""社区学院: its card, by which 今日态势, the tables and the kit know it (see zhiping/ui/kit/systems.py)."""

from zhiping.labels.college import REQUESTS, SEATS, SESSIONS
from zhiping.ui.college import announced, today
from zhiping.ui.kit.systems import Card
from zhiping.ui.look.watched import Watched
from zhiping.words import N_

SYSTEM = Card(
    "college",
    whole=today.whole_told,
    figures=today.card_figures,
    exceptions=today.exceptions,
    watched=(
        Watched("session_count", N_("开课"), N_("次")),
        Watched("visit_count", N_("到课"), N_("人次")),
    ),
    more=("college/courses", N_("看课程与师资")),
    value_words={"session_state": SESSIONS, "seat_state": SEATS, "request_state": REQUESTS},
    announced=announced.FIGURES,
)
