"""结对帮扶 in numbers that anybody may see: no household or delegate in them, and small counts hidden.

Street counts are held against those of their whole county, whatever part of it is asked for; how many were visited is
told for whole counties alone.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from zhiping.contracts.kinds import Row
from zhiping.rules.small_counts import LEAST, shown_counts, shown_whole


def street_rows(cells: Sequence[Row]) -> list[Row]:
    """The streets of the asked area with their active pairings, None for a count that is hidden.

    `cells`: rows of delegates/pairing_cells.
    """
    found = []
    for _county, its in _counties(cells):
        shown = shown_counts([row["pair_count"] for row in its])
        found += [
            {
                "area_code": row["area_code"],
                "area_name": row["area_name"],
                "pair_count": count,
                "is_hidden": count is None,
            }
            for row, count in zip(its, shown, strict=True)
            if row["is_asked"]
        ]
    return found


def total_rows(cells: Sequence[Row]) -> list[Row]:
    """One row: pairings, those due and visited in the last whole month, and those still to be visited in this one.

    None for what is hidden; `is_county_wide`: whether the asked area is a county or larger.
    """
    streets = street_rows(cells)
    wholes = [shown_whole([row["pair_count"] for row in its]) for _county, its in _counties(cells)]
    is_wide = all(row["is_of_whole_counties"] for row in cells)
    visits = (
        [_pair(its, "due_count", "visited_count") for _county, its in _counties(cells)] if is_wide else []
    )
    nows = [_pair(its, "pair_count", "due_now_count") for _county, its in _counties(cells)] if is_wide else []
    pairs = _sum(wholes) if is_wide else _sum(row["pair_count"] for row in streets)
    due, visited = _sums(visits) if is_wide else (None, None)
    most = max((row["most_count"] or 0 for row in cells), default=0)
    return [
        {
            "pair_count": pairs,
            "due_count": due,
            "visited_count": visited,
            "visited_share": visited / due if due and visited is not None else None,
            "missed_count": None if due is None or visited is None else due - visited,
            "due_now_count": _sums(nows)[1] if is_wide else None,
            "most_count": most if is_wide and most >= LEAST else None,
            "hidden_street_count": sum(row["is_hidden"] for row in streets),
            "last_month": max((row["last_month"] for row in cells), default=None),
            "is_county_wide": is_wide,
            "has_any": any(row["is_asked"] and (row["pair_count"] or row["due_count"]) for row in cells),
        }
    ]


def month_rows(cells: Sequence[Row]) -> list[Row]:
    """Whole months: how many were due and visited, None for what is hidden. `cells`: of delegates/pairing_month_cells."""
    found = []
    for month, its in groupby(cells, key=lambda row: row["month"]):
        due, visited = _sums([_pair([row], "due_count", "visited_count") for row in its])
        share = visited / due if due and visited is not None else None
        found.append({"month": month, "due_count": due, "visited_count": visited, "visited_share": share})
    return found


def _counties(cells: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    return [(code, list(its)) for code, its in groupby(cells, key=lambda row: str(row["county_code"]))]


def _pair(its: Sequence[Row], whole: str, part: str) -> tuple[int | None, int | None]:
    """A whole and its part, of which the rest is the other part; both None where either part is hidden."""
    all_of, met = sum(row[whole] for row in its), sum(row[part] for row in its)
    if None in shown_counts([met, all_of - met]):
        return None, None
    return all_of, met


def _sums(pairs: Sequence[tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    return _sum(whole for whole, _part in pairs), _sum(part for _whole, part in pairs)


def _sum(counts: Iterable[int | None]) -> int | None:
    """None where one is hidden: the sum would tell it."""
    known = list(counts)
    return None if None in known else sum(count for count in known if count is not None)
