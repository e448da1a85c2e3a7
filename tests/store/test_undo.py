"""Undo: what stands afterwards is the replay of the uploads that are not undone, in order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.effort import tries
from tests.templates import copied
from tests.upload.drafts import AS_OF, THERE, put, rows_of, ticket
from zhiping.rules.areas import area_range
from zhiping.settings import settings_from
from zhiping.store.drafts import Receipt
from zhiping.store.errors import StoreError
from zhiping.store.publishing import Store, Undone

NOW = datetime(2025, 11, 5)
Put = Callable[..., Receipt]
Undo = Callable[[Receipt], Undone]
Cells = dict[str, Any]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(settings_from({}, data=tmp_path_factory.mktemp("shared")))
    yield opened
    opened.close()


@pytest.fixture
def store(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(settings_from({}, data=copied(tmp_path_factory, tmp_path / "store")))
    yield opened
    opened.close()


@pytest.fixture
def upload(store: Store, tmp_path: Path) -> Put:
    return lambda *rows, **options: put(store, tmp_path, *rows, **options)


@pytest.fixture
def undo(store: Store) -> Undo:
    return lambda receipt: store.undo(receipt.receipt, user="填报员", now=NOW)


def _counts(undone: Undone) -> tuple[int, int, int]:
    return undone.rows_removed, undone.rows_restored, undone.rows_kept


def test_the_only_upload(store: Store, upload: Put, undo: Undo) -> None:
    receipt = upload(ticket("T1"), ticket("T2"))
    undone = undo(receipt)
    assert (_counts(undone), undone.version) == ((2, 0, 0), receipt.version + 1)
    assert rows_of(store) == []
    assert rows_of(store, version=receipt.version) == [("T1", None), ("T2", None)]
    record = rows_of(store, "undone_at, undone_by, undone_version", dataset="uploads")
    assert record == [(NOW, "填报员", undone.version)]


def test_old_values_come_back_with_where_they_came_from(store: Store, upload: Put, undo: Undo) -> None:
    upload(ticket("T1", title="甲"), ticket("T2", title="乙"))
    assert _counts(undo(upload(ticket("T1", title="错"), ticket("T3", title="错")))) == (2, 1, 0)
    assert rows_of(store, "ticket_id, title, upload_id, source_row") == [
        ("T1", "甲", 1, 2),
        ("T2", "乙", 1, 3),
    ]


def test_rows_that_a_later_upload_changed_stay_and_it_is_named(store: Store, upload: Put, undo: Undo) -> None:
    first = upload(ticket("T1", title="甲"), ticket("T2", title="甲"), ticket("T3", title="甲"))
    second, third = upload(ticket("T1", title="乙")), upload(ticket("T2", title="丙"))
    undone = undo(first)
    assert (_counts(undone), undone.kept_receipts) == ((1, 0, 2), (second.receipt, third.receipt))
    assert rows_of(store) == [("T1", "乙"), ("T2", "丙")]


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_the_value_of_an_undone_upload_never_comes_back(
    store: Store, upload: Put, undo: Undo, order: tuple[int, int]
) -> None:
    receipts = [upload(ticket("T1", title=title)) for title in ("甲", "错", "错错")]
    for number in order:
        undo(receipts[number])
    assert rows_of(store) == [("T1", "甲")]


def test_a_value_that_a_later_upload_took_over_goes_with_its_upload(
    store: Store, upload: Put, undo: Undo
) -> None:
    """The later file lacked the column: it never said that the title is wrong or right."""
    upload(ticket("T1", title="甲"))
    wrong = upload(ticket("T1", title="错", channel="热线"))
    upload(ticket("T1", category="供水排水"))
    assert rows_of(store, "title, channel, category") == [("错", "热线", "供水排水")]
    assert _counts(undo(wrong)) == (0, 0, 1)
    assert rows_of(store, "title, channel, category, upload_id") == [("甲", None, "供水排水", 3)]
    ((recorded,),) = rows_of(store, "recorded")
    assert ("|title|" in recorded, "|channel|" in recorded) == (True, False)


@pytest.mark.parametrize("mode", ["replace-scope", "replace-all"])
def test_rows_that_a_replacing_upload_removed_come_back(
    store: Store, upload: Put, undo: Undo, mode: str
) -> None:
    upload(ticket("T1", title="甲"), ticket("T2", title="甲"), ticket("N1", area_code=THERE))
    replacing = upload(ticket("T1", title="错"), mode=mode)
    assert rows_of(store) == [("N1", None), ("T1", "错")]
    assert _counts(undo(replacing)) == (1, 2, 0)
    assert rows_of(store) == [("N1", None), ("T1", "甲"), ("T2", "甲")]


@pytest.mark.parametrize("mode", ["replace-scope", "replace-all"])
@pytest.mark.parametrize("last_first", [True, False])
def test_rows_come_back_only_when_no_replacing_upload_covers_them(
    store: Store, upload: Put, undo: Undo, mode: str, last_first: bool
) -> None:
    """T1 is removed twice over: the second replacing upload finds nothing of it, and covers it all the same."""
    upload(ticket("T1"))
    replacing = [upload(ticket("T2"), mode=mode), upload(ticket("T3"), mode=mode)]
    first, second = reversed(replacing) if last_first else replacing
    undo(first)
    assert ("T1", None) not in rows_of(store)
    undo(second)
    assert rows_of(store) == [("T1", None)]


def test_a_replacing_upload_covers_its_own_period_only(store: Store, upload: Put, undo: Undo) -> None:
    upload(ticket("T1"), ticket("T2", dispatched_at=datetime(2025, 12, 1)))
    everything = upload(ticket("T3"), mode="replace-all")
    upload(ticket("T4", dispatched_at=datetime(2025, 12, 1, 23)), mode="replace-scope")
    undo(everything)
    assert rows_of(store, "ticket_id") == [("T1",), ("T4",)]


def test_a_replacing_upload_covers_the_years_of_its_rows_only(store: Store, upload: Put, undo: Undo) -> None:
    """Limits have no dates: a file of 2025 must not take those of 2024 away, nor bring them back wrongly."""

    def limit(year: int, step: str, hours: float) -> Cells:
        return {"year": year, "ticket_class": "A", "step": step, "hours": hours}

    def standing() -> list[tuple[object, ...]]:
        return rows_of(store, "year, step, hours", dataset="ticket_limits")

    everywhere = {"dataset": "ticket_limits", "areas": ("",)}
    upload(limit(2024, "认领", 1), limit(2025, "认领", 1), limit(2025, "反馈", 48), **everywhere)
    replacing = upload(limit(2025, "认领", 2), mode="replace-scope", **everywhere)
    assert replacing.rows_removed == 1
    assert standing() == [(2024, "认领", 1), (2025, "认领", 2)]
    added = upload(limit(2024, "认领", 3), **everywhere)
    undo(replacing)
    assert standing() == [(2024, "认领", 3), (2025, "反馈", 48), (2025, "认领", 1)]
    undo(added)
    assert standing() == [(2024, "认领", 1), (2025, "反馈", 48), (2025, "认领", 1)]


def test_a_child_row_comes_back_though_its_parent_was_undone(store: Store, upload: Put, undo: Undo) -> None:
    def pause(day: int) -> Cells:
        return {"ticket_id": "T1", "paused_at": datetime(2025, 11, day), "reason": "天气"}

    parent = upload(ticket("T1"))
    upload(pause(2), dataset="ticket_pauses")
    replacing = upload(pause(3), dataset="ticket_pauses", mode="replace-all")
    added = upload(pause(2), dataset="ticket_pauses")
    undo(parent)
    undo(added)
    days = "day(paused_at)"
    assert rows_of(store, days, dataset="ticket_pauses") == [(3,)]  # replaced where T1 lay at that time
    undo(replacing)
    assert rows_of(store, days, dataset="ticket_pauses") == [(2,)]


def test_undoing_twice_is_said(store: Store, upload: Put, undo: Undo) -> None:
    receipt = upload(ticket("T1"))
    version = undo(receipt).version
    with pytest.raises(StoreError, match=f"{receipt.receipt} 已经撤销过了"):
        undo(receipt)
    assert store.versions.latest() == version


def test_an_unknown_receipt_is_said(store: Store) -> None:
    with pytest.raises(StoreError, match="没有回执号 ZP20250101-0009"):
        store.undo("ZP20250101-0009", user="填报员", now=NOW)


def test_an_undo_touches_no_other_dataset(store: Store, upload: Put, undo: Undo) -> None:
    limit = {"year": 2025, "ticket_class": "A", "step": "认领", "hours": 1.0}
    upload(limit, dataset="ticket_limits", areas=("",))
    undo(upload(ticket("T1")))
    assert rows_of(store, "hours", dataset="ticket_limits") == [(1.0,)]


@dataclass
class Upload:
    """One upload of the model: `rows` are key -> cells that its file had; `area` is what it covers."""

    mode: str
    area: int
    rows: dict[int, Cells]
    is_undone: bool = False


def _replay(uploads: list[Upload]) -> dict[int, Cells]:
    """The definition, slowly: every upload not undone, in order."""
    standing: dict[int, Cells] = {}
    for one in (upload for upload in uploads if not upload.is_undone):
        if one.mode != "upsert":
            days = [row["day"] for row in one.rows.values()]
            standing = {
                key: row
                for key, row in standing.items()
                if row["area"] != one.area
                or (one.mode == "replace-scope" and not min(days) <= row["day"] <= max(days))
            }
        for key, row in one.rows.items():
            before = standing.get(key, {}) if one.mode == "upsert" else {}
            standing[key] = {"title": None, "channel": None} | before | row
    return standing


_optional = st.sets(st.sampled_from(["title", "channel"]))


@st.composite
def _uploads(draw: st.DrawFn) -> Upload:
    columns = draw(_optional)
    row = st.fixed_dictionaries(
        {"area": st.integers(0, 1), "day": st.integers(1, 3)}
        | {column: st.sampled_from([None, "甲", "乙", "丙"]) for column in columns}
    )
    rows = draw(st.dictionaries(st.integers(0, 3), row, min_size=1, max_size=3))
    mode = draw(st.sampled_from(["upsert", "upsert", "replace-scope", "replace-all"]))
    return Upload(mode, draw(st.integers(0, 1)), rows)


_examples = count(1)


@settings(
    max_examples=tries(25), deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(steps=st.lists(st.one_of(_uploads(), _uploads(), st.integers(0, 5)), min_size=2, max_size=8))
def test_any_uploads_and_undos_leave_what_the_definition_says(
    shared: Store, tmp_path_factory: pytest.TempPathFactory, steps: list[Upload | int]
) -> None:
    """One store for all examples; each has areas and keys of its own."""
    number, folder = next(_examples), tmp_path_factory.getbasetemp()
    areas = [f"{number:04d}{area:02d}" for area in (1, 2)]
    made: list[tuple[Upload, Receipt]] = []
    for step in steps:
        if isinstance(step, Upload):
            made.append((Upload(step.mode, step.area, step.rows), _published(shared, folder, step, areas)))
        elif step < len(made) and not made[step][0].is_undone:
            made[step][0].is_undone = True
            shared.undo(made[step][1].receipt, user="填报员", now=NOW)
        expected = [
            (f"{key}", areas[row["area"]] + "000000", row["day"], row["title"], row["channel"])
            for key, row in sorted(_replay([upload for upload, _receipt in made]).items())
        ]
        assert _standing(shared, f"{number}-") == expected


def _published(store: Store, folder: Path, upload: Upload, areas: list[str]) -> Receipt:
    prefix = int(areas[0][:4])
    rows = [
        ticket(
            f"{prefix}-{key}",
            area_code=areas[row["area"]] + "000000",
            dispatched_at=datetime(2025, 11, 1, 9) + timedelta(days=row["day"] - 1),
            **{name: row[name] for name in ("title", "channel") if name in row},
        )
        for key, row in upload.rows.items()
    ]
    return put(store, folder, *rows, mode=upload.mode, areas=[areas[upload.area]], as_of=AS_OF)


def _standing(store: Store, prefix: str) -> list[tuple[Any, ...]]:
    with store.workspace() as con:
        return con.execute(
            "select split_part(ticket_id, '-', 2), area_code, day(dispatched_at), title, channel"
            " from lake.tickets where starts_with(ticket_id, ?) order by all",
            [prefix],
        ).fetchall()


def test_an_area_of_the_model_is_an_area() -> None:
    assert area_range("000101") == ("000101000000", "000101:")
