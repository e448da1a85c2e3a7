"""The id by which a figure is quoted: K7Q2M9XA-41, what it is and of which version of the data.

The same on a page, in a bulletin and behind a link, since it is made of what makes the figure: its question, its measure,
the filters that the question takes, whose rows are seen, and the version.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence

from zhiping.rules.areas import area_prefix

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without those that are taken for another (I, L, O, U)
_LENGTH = 8  # 40 bits: two of a million figures of one version are the same once in two installations
_WRITTEN = re.compile(f"([{_LETTERS}]{{{_LENGTH}}})-([1-9][0-9]{{0,9}})")


def figure_id(
    question: str,
    figure: str,
    filters: Mapping[str, str],
    *,
    areas: Sequence[str] = (),
    limited_to: Sequence[str] = (),
    version: int,
) -> str:
    """The id of a figure. `filters`: without the area. `areas`: all in which its rows lie, each within the one before or

    the other way round: the smallest is the one that counts. `limited_to`: the unit and the company whose rows are seen.
    """
    area = max(map(area_prefix, areas), key=len, default="")
    told = json.dumps([question, figure, sorted(filters.items()), area, list(limited_to)], ensure_ascii=False)
    number = int.from_bytes(hashlib.sha256(told.encode()).digest()[:5])
    letters = [_LETTERS[number >> 5 * place & 31] for place in range(_LENGTH)]
    return f"{''.join(letters)}-{version}"


def parts_of(written: str) -> tuple[str, int]:
    """What an id says: which figure, and the version of the data. ValueError for what is none."""
    found = _WRITTEN.fullmatch(written)
    if not found:
        raise ValueError(written)
    return found[1], int(found[2])
