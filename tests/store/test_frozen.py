"""A version that a link froze gives the same answers, and the same bulletin, after any number of uploads, an undo and compaction."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.effort import IS_WHOLE
from tests.publishing import publish_texts, published
from tests.queries.conftest import WORKED, publish_worked
from tests.templates import copied
from zhiping import serving
from zhiping.access.permissions import LEADER, Access, User
from zhiping.asking.run import forget_answers, run
from zhiping.settings import settings_from
from zhiping.store.publishing import Store
from zhiping.ui.bulletins.making import make
from zhiping.ui.kit.systems import cards
from zhiping.ui.kit.view import View

AT = datetime(2025, 11, 5, 9)
READER = Access(User("访客", frozenset({LEADER}), "150105"), {"area": "150105"}, "link")
HEADER = "工单编号,区划代码,工单类别,诉求类别,派单时间\n"
QUESTIONS = (
    "tickets/funnel",
    "tickets/key_figures",
    "tickets/rows",
    "tickets/data_date",
    "stations/key_figures",
)
UPLOADS = 50 if IS_WHOLE else 22  # more than the versions that stay unasked


def _bulletin(store: Store, version: int) -> str:
    """What a bulletin of the district's October says at a version."""
    filters = {"area": "150105", "since": "2025-10-01", "until": "2025-10-31"}
    with serving.lent(store):
        view = View("bulletins/make", Access(READER.user), version, filters, filters)
        return make(view, cards(), now=AT).digest


def test_the_answers_of_a_frozen_version_stay(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = Store(settings_from({}, data=copied(tmp_path_factory, tmp_path / "store", publish_worked)))
    store.versions.serve()
    frozen = store.versions.number()
    before = {name: run(store, name, READER, version=frozen).rows for name in QUESTIONS}
    bulletin = _bulletin(store, frozen)
    store.pin(frozen, "link a")
    for n in range(UPLOADS):
        # A ticket that is new, and one of the frozen version told anew: what it replaces must stay where it was.
        told = f"NEU-{n},150105001000,A,供热供暖,2025-11-0{n % 4 + 1} 09:00\nG01,150105001000,C,供水排水,2025-11-01 09:00\n"
        publish_texts(
            store, {"tickets": HEADER + told}, prefix=f"{n}-", area="150105", as_of=AT + timedelta(minutes=n)
        )
    store.tidy()
    last = published(store, "stations", WORKED / "stations.csv", area="150105", as_of=AT + timedelta(days=1))
    store.undo(last.receipt, user="填报员", now=AT + timedelta(days=1))
    store.tidy()
    assert store.versions.number() > frozen + UPLOADS
    forget_answers()
    for name, rows in before.items():
        assert run(store, name, READER, version=frozen).rows == rows, name
        assert not name.startswith("tickets/") or run(store, name, READER).rows != rows, name
    assert _bulletin(store, frozen) == bulletin
    assert _bulletin(store, store.versions.number()) != bulletin
    store.unpin(frozen, "link a")
    store.close()
