"""Which groups of tickets are closed in time, or satisfy their callers, by more or less than chance."""

from zhiping.contracts.kinds import Row
from zhiping.rules.proportions import with_signals


def signalled(rows: list[Row]) -> list[Row]:
    """Rows of units or areas with in_time_signal and satisfied_signal, each around the rate of all rows together."""
    found = with_signals(rows, "in_time_signal", "in_time_count", "due_count")
    return with_signals(found, "satisfied_signal", "satisfied_count", "answered_count")
