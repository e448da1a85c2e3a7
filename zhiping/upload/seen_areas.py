"""The areas that a clerk's file may name."""

from zhiping.access.permissions import Access
from zhiping.asking.run import run
from zhiping.store.publishing import Store
from zhiping.upload.checking.area_names import AreaName


def area_names(store: Store, access: Access) -> list[AreaName]:
    """The areas that the reader may see, for resolving names to codes."""
    rows = run(store, "areas/tree", access).rows
    names = {row["area_code"]: row["area_name"] for row in rows}
    return [
        AreaName(row["area_code"], row["area_name"], names.get(row["parent_code"]) or "", row["area_path"])
        for row in rows
    ]
