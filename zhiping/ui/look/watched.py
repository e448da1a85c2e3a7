"""Counts of which a viewer wants to know how they moved since the last look: plain values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from zhiping.contracts.kinds import Row


@dataclass(frozen=True)
class Watched:
    """One count: the column of the system's key figures that holds it, what it is called and counted in.

    `part`: what of it is shown ("2025年前三季度"), where data move that on by themselves; None where they do not.
    """

    column: str
    label: str
    unit: str
    part: Callable[[Row], str] | None = None


@dataclass(frozen=True)
class Moved:
    """How a count moved from one version of the data to a later one, apart by cause.

    `happened`: what the time between brought; `corrected`: by how much the later version says otherwise of the
    earlier one's own time; both are 0 where nothing dates what is counted. `parts`: what of it was shown before and is
    now, where that moved on.
    """

    count: Watched
    before: int
    now: int
    happened: int
    corrected: int
    parts: tuple[str, str] | None = None


def moves(
    counts: Sequence[Watched],
    *,
    before: Mapping[str, Row],
    now: Mapping[str, Row],
) -> list[Moved]:
    """The counts that moved. `before`, `now`: key figures of the two versions, each at its "end" and "then".

    "then" is the last moment of which the earlier version told all: what the later one says otherwise of it was
    corrected, the rest of the difference happened since. Where the figures know no moment there is no "then". A count
    that is not known somewhere is left out.
    """
    found = []
    for one in counts:
        old, old_then, new_then, new = (
            told.get(at, told["end"])[one.column]
            for told, at in ((before, "end"), (before, "then"), (now, "then"), (now, "end"))
        )
        if None in (old, old_then, new_then, new):
            continue
        if one.part and one.part(before["end"]) != one.part(now["end"]):
            found.append(Moved(one, old, new, 0, 0, (one.part(before["end"]), one.part(now["end"]))))
            continue
        corrected = new_then - old_then if "then" in now else 0
        happened = new - old - corrected if "then" in now else 0
        if new != old or corrected:
            found.append(Moved(one, old, new, happened, corrected))
    return found
