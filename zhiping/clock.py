"""The wall clock, read at the edges (a page, the terminal) and passed down from there."""

from datetime import datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment as naive Asia/Shanghai wall time, to the second."""
    return datetime.now(SHANGHAI).replace(tzinfo=None, microsecond=0)
