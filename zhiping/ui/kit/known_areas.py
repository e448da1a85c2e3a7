"""The areas that a page can be narrowed to: those of 行政区划, and the codes with rows of its own that it does not have."""

from collections.abc import Mapping
from dataclasses import replace

from zhiping.contracts.kinds import Row
from zhiping.rules.areas import FULL_DIGITS, LEVEL_DIGITS, area_prefix
from zhiping.ui.kit.systems import areas_with_rows
from zhiping.ui.kit.view import View
from zhiping.words import _


def areas(view: View) -> list[Row]:
    """Rows of area_code, area_name, area_path and code_digits, by code, as far as the reader may see.

    A code that was abolished, or that nobody has uploaded yet, is 属地待核 under the area that holds its prefix: what
    is recorded there can be opened, and lies on no map.
    """
    listed = view.rows("areas/tree")
    known = {row["area_code"][: row["code_digits"]]: row for row in listed}
    codes = set(areas_with_rows(view.narrowed(area=None)))
    if "area" in view.filters:  # it travels, also from a page of another system
        codes.add(_full(view.filters["area"]))
    prefixes = {area_prefix(code) for code in codes}
    unknown = {one[:digits] for one in prefixes for digits in LEVEL_DIGITS if digits <= len(one)}
    scope = view.access.user.scope
    pending = [_pending(one, known) for one in unknown - known.keys() if one.startswith(scope)]
    return sorted([*listed, *pending], key=lambda row: row["area_code"])


def name_told(view: View) -> str:
    """What the area of a view is called, without what lies above it; "" for everywhere."""
    area = view.filters.get("area") or view.access.user.scope
    names = {row["area_code"]: str(row["area_name"]) for row in areas(view)} if area else {}
    return names.get(_full(area), "")


def is_known(view: View, area: str) -> bool:
    """Whether a page can be narrowed to an area, written as in an address."""
    code = _full(area)
    if any(row["area_code"] == code for row in areas(view)):
        return True
    # Only now those of other systems: a page must not hang on rows that are not its own.
    everywhere = replace(view, page="").narrowed(area=None)
    return code.startswith(view.access.user.scope) and any(
        one.startswith(area_prefix(area)) for one in areas_with_rows(everywhere)
    )


def _full(area: str) -> str:
    return area_prefix(area).ljust(FULL_DIGITS, "0")


def _pending(prefix: str, known: Mapping[str, Row]) -> Row:
    name = _("属地待核 {code}").format(code=prefix)
    above = max((one for one in known if prefix.startswith(one)), key=len, default="")
    path = known[above]["area_path"] if above else ""
    return {
        "area_code": prefix.ljust(FULL_DIGITS, "0"),
        "area_name": name,
        "area_path": f"{path} / {name}" if path else name,
        "code_digits": len(prefix),
    }
