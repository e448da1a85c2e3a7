"""单位名称: which two writings may be one unit, and which lists of names contradict themselves."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zhiping.rules.areas import is_within

LEVEL_WORDS = "区旗县市盟"  # the last letters of the names of areas that have departments


class Meaning(NamedTuple):
    """A line of 单位名称对照: in an area (its code) `meant` is meant by what is `written`."""

    written: str
    area_code: str
    meant: str


def differs_by_prefix(one: str, other: str, area_path: Sequence[str]) -> bool:
    """Whether two writings differ by nothing but the area's name before one of them.

    `area_path`: the names from the top down to the area in which both are written. Before the longer may stand names
    of the path that end at any of them (赛罕区, 呼和浩特市赛罕区), without the last letter (赛罕 before 区住建局),
    or that letter alone (区 before 住建局).
    """
    longer, shorter = max(one, other, key=len), min(one, other, key=len)
    return (
        bool(shorter)
        and longer != shorter
        and longer.endswith(shorter)
        and (longer.removesuffix(shorter) in _prefixes(area_path))
    )


def _prefixes(area_path: Sequence[str]) -> set[str]:
    found = set()
    for end in range(1, len(area_path) + 1):
        for start in range(end):
            name = "".join(area_path[start:end])
            found |= {name, name[:-1]} if name[-1:] in LEVEL_WORDS else {name}
        found |= {area_path[end - 1][-1]} & set(LEVEL_WORDS)
    return found - {""}


def contradictions(
    meanings: Sequence[Meaning], standing: Iterable[Meaning] = ()
) -> list[tuple[int, Meaning]]:
    """The places of meanings whose list would have to be followed twice, each with the meaning that goes on.

    What is meant must not itself be written for another name where one of the two areas lies in the other: a list is
    followed once, and never round in a circle. `standing`: meanings that hold already.
    """
    every = [*meanings, *standing]
    return [
        (place, other)
        for place, one in enumerate(meanings)
        for other in every
        if _overlap(one, other)
        and (other.written == one.meant or (other.meant == one.written and other not in meanings))
    ]


def _overlap(one: Meaning, other: Meaning) -> bool:
    return is_within(one.area_code, other.area_code) or is_within(other.area_code, one.area_code)
