"""What is said of a step's times."""

import pytest

from zhiping.ui.tickets.sentences import step_time_told, uncounted_told

NOTHING = dict.fromkeys(
    ("on_time_count", "late_count", "overdue_count", "event_count", "censored_count", "counted_count"), 0
)


@pytest.mark.parametrize(
    ("unrecorded", "told"), [(7, "未记录，上传的文件里没有这个时间"), (0, "没有适用的工单")]
)
def test_a_step_that_nobody_took_has_no_time_and_no_rate(unrecorded, told):
    row = NOTHING | {
        "step": "claim",
        "limit_hours": None,
        "median_hours": None,
        "p90_hours": None,
        "unrecorded_count": unrecorded,
    }
    assert str(step_time_told(row)).endswith(told)


@pytest.mark.parametrize(
    ("waiting", "unrecorded", "fault", "told"),
    [
        (0, 0, 0, ""),
        (3, 0, 0, "另有办理中 3 件"),
        (3, 12_345, 1, "另有办理中 3 件、未记录 12,345 件、时间有误 1 件"),
    ],
)
def test_what_a_share_leaves_out_is_named_beside_it(waiting, unrecorded, fault, told):
    row = {"waiting_count": waiting, "unrecorded_count": unrecorded, "fault_count": fault}
    assert uncounted_told(row) == told
    step = NOTHING | row | {"step": "report", "limit_hours": 48, "median_hours": 5, "p90_hours": 40}
    step |= {"event_count": 8, "counted_count": 10, "on_time_count": 8}
    assert str(step_time_told(step)).endswith(f"按时 80.0%（8/10）{'；' if told else ''}{told}")
