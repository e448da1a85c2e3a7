"""区划变更: where the rows of a code that was renamed or merged belong now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from zhiping.contracts.area_changes import SPLIT


class AreaChange(NamedTuple):
    """From `changed_on` on `new_code` stands for `old_code` (12 digits both); `kind` as the contract names it."""

    old_code: str
    changed_on: date
    new_code: str
    kind: str | None = None


@dataclass(frozen=True)
class Trail:
    """The changes that lead from a code to where it belongs now; `split`: the one at which that is not known."""

    code: str
    steps: tuple[AreaChange, ...] = ()
    split: AreaChange | None = None


class AreaChanges:
    """All changes that are known.

    They are followed in the order of their days, each at most once: a chain leads to its end, a code that came back
    to itself. Of several changes of one code the first on or after the day of the step before counts. A split is not
    followed, since nobody knows which part a row belongs to.
    """

    def __init__(self, changes: Iterable[AreaChange] = ()) -> None:
        self.listed = tuple(
            sorted(set(changes), key=lambda one: (one.old_code, one.changed_on, one.new_code))
        )
        self._by_old: dict[str, list[AreaChange]] = defaultdict(list)
        for change in self.listed:
            self._by_old[change.old_code].append(change)

    def trail(self, code: str) -> Trail:
        """The way from `code` (12 digits) to its home."""
        steps: list[AreaChange] = []
        place, day = code, date.min
        while following := [
            one for one in self._by_old.get(place, ()) if one.changed_on >= day and one not in steps
        ]:
            if following[0].kind == SPLIT:
                return Trail(place, tuple(steps), following[0])
            steps.append(following[0])
            place, day = following[0].new_code, following[0].changed_on
        return Trail(place, tuple(steps))

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """Old code -> the one in which its rows belong now, of all whose rows moved."""
        found = {code: self.trail(code).code for code in self._by_old}
        return {code: home for code, home in found.items() if home != code}


def circles(changes: Sequence[AreaChange], standing: Iterable[AreaChange] = ()) -> list[int]:
    """The places of changes that lead back to their own old code on one day: nobody can say which is the old one.

    `standing`: changes that hold already. A split leads nowhere.
    """
    by_day: dict[date, dict[str, str]] = defaultdict(dict)
    for one in (*standing, *changes):
        if one.kind != SPLIT or one.old_code == one.new_code:
            by_day[one.changed_on][one.old_code] = one.new_code
    found = []
    for position, one in enumerate(changes):
        follows, code, passed = by_day[one.changed_on], one.old_code, set()
        while code in follows and code not in passed:
            passed.add(code)
            code = follows[code]
        if passed and code == one.old_code:
            found.append(position)
    return found


def ranges_as_written(
    ranges: Iterable[tuple[str, str]], homes: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """The ranges [from, to) of codes as rows have them whose homes lie in `ranges`.

    What moved out of a range is cut out of it, what moved in stands beside it with its own code.
    """
    found = list(ranges)
    moved_in = [old for old, home in homes.items() if _lies_in(home, found)]
    for old in homes.keys() - moved_in:
        found = [part for start, end in found for part in _without(start, end, old)]
    found += [(old, f"{old}:") for old in moved_in if not _lies_in(old, found)]
    return tuple(sorted(found))


def _lies_in(code: str, ranges: Iterable[tuple[str, str]]) -> bool:
    return any(start <= code < end for start, end in ranges)


def _without(start: str, end: str, code: str) -> list[tuple[str, str]]:
    """A range without the one code; ":" follows every digit, so nothing lies between a code and it."""
    if not start <= code < end:
        return [(start, end)]
    return [part for part in ((start, code), (f"{code}:", end)) if part[0] < part[1]]
