"""The first start: the shipped areas, 演示数据, and the way out of it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from zhiping.access.permissions import CLERK, Access, User
from zhiping.asking.run import run
from zhiping.contracts import DATASETS
from zhiping.demo import demo_files
from zhiping.demo.tables import DATA_DATE
from zhiping.settings import GEO
from zhiping.store.publishing import Store
from zhiping.upload.checking.area_names import AreaName
from zhiping.upload.intake import Intake, area_names
from zhiping.words import _


def load_first_data(store: Store, *, with_demo: bool, now: datetime) -> None:
    """Fill a store to which nothing was ever uploaded: the shipped areas, then 演示数据 where wanted."""
    if not store.is_new():
        return
    store.begin_first_start()
    product = Access(User(_("产品自带"), frozenset({CLERK})))
    rows = run(store, "uploads/history", product).rows
    there = {(row["dataset"], row["is_demo"]) for row in rows}  # of a first start that was cut off
    if ("areas", False) not in there:
        _load(store, product, "areas", GEO / "areas.csv", now=now)
    demo = Access(User(_("演示"), frozenset({CLERK})))
    areas = None
    for name, file in demo_files().items() if with_demo else ():
        if areas is None and name != "areas":
            # once: each publish makes a version, and standing one up takes time
            areas = area_names(store, demo)
        if (name, True) not in there:
            as_of = None if DATASETS[name].ships else DATA_DATE
            _load(store, demo, name, file, now=now, as_of=as_of, is_demo=True, areas=areas)
    store.end_first_start()


def _load(
    store: Store,
    access: Access,
    name: str,
    file: Path,
    *,
    now: datetime,
    as_of: datetime | None = None,
    is_demo: bool = False,
    areas: Sequence[AreaName] | None = None,
) -> None:
    intake = Intake(store, access, DATASETS[name], file, now=now, areas=areas)
    try:
        intake.publish(as_of=as_of, is_demo=is_demo)
    finally:
        intake.close()


def empty_demo(store: Store, user: User, now: datetime) -> list[str]:
    """Undo every live upload of 演示数据, newest first; the receipts undone. Raises StoreError."""
    live = [
        row["receipt"]
        for row in run(store, "uploads/history", Access(user)).rows
        if row["is_demo"] and row["undone_at"] is None
    ]
    for receipt in live:
        store.undo(receipt, user=user.name, now=now)
    return live
