"""Counts of which a viewer wants to know how they moved since the last look: plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhiping.contracts.kinds import Row


@dataclass(frozen=True)
class Watched:
    """One count: the column of the system's key figures that holds it, what it is called and counted in."""

    column: str
    label: str
    unit: str


@dataclass(frozen=True)
class Moved:
    """How a count moved from one version of the data to a later one, apart by cause.

    `happened`: what the time between brought; `corrected`: by how much the later version says otherwise of the
    earlier one's own time.
    """

    count: Watched
    before: int
    now: int
    happened: int
    corrected: int


def moves(
    counts: Sequence[Watched],
    *,
    before: Mapping[str, Row],
    now: Mapping[str, Row],
) -> list[Moved]:
    """The counts that moved. `before`, `now`: key figures of the two versions, each at its "end" and "then".

    "then" is the last moment of which the earlier version told all: what the later one says otherwise of it was
    corrected, the rest of the difference happened since. A count that is not known somewhere is left out.
    """
    found = []
    for one in counts:
        values = [row[one.column] for row in (before["end"], before["then"], now["then"], now["end"])]
        if None in values:
            continue
        old, old_then, new_then, new = values
        corrected = new_then - old_then
        if new != old or corrected:
            found.append(Moved(one, old, new, new - old - corrected, corrected))
    return found
