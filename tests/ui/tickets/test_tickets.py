"""What is said of a step's times."""

import pytest

from zhiping.ui.tickets.sentences import step_time_told

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
