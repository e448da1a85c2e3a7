"""Comparisons: which period a chosen one can be held against."""

from datetime import datetime, timedelta

from zhiping.ui.kit.view import View


def comparable(view: View, system: str) -> View | None:
    """The period before, of equal length; None where none is chosen or the records of `system` do not span both.

    They span both when they begin by the first month of the earlier and reach the end of the later one.
    """
    before = view.previous()
    if view.period is None or before is None or before.period is None:
        return None
    reach = view.row(f"{system}/data_date", from_=None, to=None)
    end = datetime.combine(view.period[1] + timedelta(days=1), datetime.min.time())
    if (
        not reach["row_count"]
        or reach["first_on"] is None
        or reach["oldest_data_at"] < end - timedelta(seconds=1)
    ):
        return None
    return before if reach["first_on"].replace(day=1) <= before.period[0] else None
