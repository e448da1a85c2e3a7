"""The first start: the shipped areas, 演示数据, and the way out of it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from zhiping.access.permissions import CLERK, PEOPLE, Access, User
from zhiping.asking.run import run
from zhiping.contracts import DATASETS
from zhiping.demo import demo_files
from zhiping.demo.moving import moved, staying, weeks_to_move
from zhiping.demo.tables import DATA_DATE
from zhiping.settings import GEO
from zhiping.store.publishing import Store
from zhiping.upload.checking.area_names import AreaName
from zhiping.upload.intake import Intake
from zhiping.upload.seen_areas import area_names
from zhiping.words import _


def load_first_data(store: Store, *, with_demo: bool, now: datetime) -> None:
    """Fill a store to which nothing was ever uploaded: the shipped areas, then 演示数据 where wanted.

    The demonstration moves to end within the week before `now`, or before the start that was cut off.
    """
    if not store.is_new():
        return
    store.begin_first_start()
    product = Access(User(_("产品自带"), frozenset({CLERK})))
    rows = run(store, "uploads/history", product).rows
    there = {(row["dataset"], row["is_demo"]) for row in rows}  # of a first start that was cut off
    if ("areas", False) not in there:
        _load(store, product, "areas", GEO / "areas.csv", now=now)
    if with_demo:
        by = weeks_to_move(min((row["published_at"] for row in rows), default=now))
        _load_demo(store, {name for name, is_demo in there if is_demo}, by, now)
    store.end_first_start()


def _load_demo(store: Store, there: Collection[str], by: timedelta, now: datetime) -> None:
    """Every file of the demonstration that is not there yet, its times moved."""
    access = Access(User(_("演示"), frozenset({CLERK, PEOPLE})))
    areas = None
    stays = staying()
    with TemporaryDirectory() as folder:
        for name, file in demo_files().items():
            dataset = DATASETS[name]
            if areas is None and name != "areas":
                # once: each publish makes a version, and standing one up takes time
                areas = area_names(store, access)
            if name in there:
                continue
            own = timedelta() if name in stays else by
            written = moved(dataset, file, own, Path(folder)) if own else file
            as_of = None if dataset.ships else DATA_DATE + own
            _load(store, access, name, written, now=now, as_of=as_of, is_demo=True, areas=areas)


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
        store.undo(receipt, user=user.name, now=now, reason=_("清空演示数据"))
    return live
