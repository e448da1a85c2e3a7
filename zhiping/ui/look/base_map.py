"""The base of every map: a MapLibre style a theme, and the files that the styles name. All that a browser gets of data/geo."""

import json
from functools import cache

from zhiping.settings import GEO
from zhiping.ui.look.states import Theme

AT = "/geo"  # the address under which the files are served
STYLES: dict[Theme, str] = {"light": f"{AT}/style.json", "dark": f"{AT}/style-dark.json"}


@cache
def base_files() -> frozenset[str]:
    """The names, within data/geo, of the styles and of what they draw."""
    found = {_name(address) for address in STYLES.values()}
    for name in tuple(found):
        sources = json.loads((GEO / name).read_text("utf-8"))["sources"]
        found.update(_name(source["data"]) for source in sources.values())
    return frozenset(found)


def _name(address: str) -> str:
    return address.removeprefix(f"{AT}/")
