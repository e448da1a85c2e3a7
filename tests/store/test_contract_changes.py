"""A store that yesterday's contracts filled, opened with today's: brought in step without a loss, or refused untouched."""

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.effort import IS_WHOLE
from tests.upload.drafts import AS_OF, put, rows_of, ticket
from zhiping.contracts.columns import area, choice, flag, integer, moment, number, several, text
from zhiping.contracts.kinds import Column
from zhiping.settings import PROJECT, Settings, settings_from
from zhiping.store.contract_changes import CONTRACTS
from zhiping.store.converting import converted
from zhiping.store.errors import RowsDamaged, StoreError
from zhiping.store.lake import attached
from zhiping.store.publishing import Store

pytestmark = pytest.mark.damages  # what yesterday wrote is no store for today's check
KILLS = 40 if IS_WHOLE else 1
ACTS = "courtyard_activities"
ACT = {"courtyard_id": "XY-1", "held_on": date(2025, 10, 1), "activity_kind": "矛盾纠纷"}
Change = Callable[[duckdb.DuckDBPyConnection], object]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of two activities (two uploads) and a ticket, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    store = Store(settings_from({}, data=folder / "store"))
    put(store, folder, ACT | {"activity_id": "A1", "case_count": 12}, dataset=ACTS)
    put(store, folder, ACT | {"activity_id": "A1", "case_count": 7}, dataset=ACTS)
    put(store, folder, ticket("T1", title="甲"))
    store.close()
    return folder / "store"


@pytest.fixture
def settings(filled: Path, tmp_path: Path) -> Settings:
    """Those of a copy."""
    return settings_from({}, data=Path(shutil.copytree(filled, tmp_path / "store")))


def _before(settings: Settings, *statements: str) -> None:
    """Let the lake be as an earlier product has left it: one that kept no record of its contracts."""
    (settings.store / CONTRACTS).unlink(missing_ok=True)
    engine = attached(settings)
    for statement in statements:
        engine.execute(statement)
    engine.close()


def _as_text(column: str, table: str, made: str = "") -> list[str]:
    """Statements that let a column of main and puts be a text, with the value `made` (SQL) of the upload that it names."""
    return [
        statement
        for schema in ("main", "puts")
        for statement in (
            "begin",
            f"create or replace temp table old as select * replace ({made or column}::varchar as {column})"
            f" from lake.{schema}.{table}",
            f"drop table lake.{schema}.{table}",
            f"create table lake.{schema}.{table} as from old limit 0",
            f"insert into lake.{schema}.{table} from old",
            "commit",
        )
    ]


def _there(settings: Settings) -> dict[str, bytes]:
    return {
        file.relative_to(settings.store).as_posix(): file.read_bytes()
        for file in settings.store.rglob("*")
        if file.is_file() and file.parent != settings.scratch
    }


def test_a_column_of_another_kind_is_converted_with_all_that_was_ever_put(
    settings: Settings, tmp_path: Path
) -> None:
    _before(settings, *_as_text("case_count", ACTS))
    store = Store(settings)
    try:
        older = store.versions.latest() - 1  # the text stood then
        assert rows_of(store, "case_count + 1", dataset=ACTS) == [(8,)]
        assert rows_of(store, "case_count + 1", dataset=ACTS, version=older) == [(8,)]
        store.undo("ZP20251104-0002", user="填报员", now=AS_OF)
        assert rows_of(store, "case_count", dataset=ACTS) == [(12,)]
        put(store, tmp_path, ACT | {"activity_id": "A2", "case_count": 1}, dataset=ACTS)
        assert rows_of(store, "case_count", dataset=ACTS) == [(1,), (12,)]
        assert store.problems() == []
        log = settings.store / "catalogue.duckdb.wal"
        assert not log.exists() or log.stat().st_size < 100_000
    finally:
        store.close()
    reopened = Store(settings)
    assert rows_of(reopened, "case_count", dataset=ACTS) == [(1,), (12,)]
    reopened.close()


def test_values_that_cannot_be_converted_are_refused_and_nothing_changes(settings: Settings) -> None:
    _before(settings, *_as_text("case_count", ACTS, "if(upload_id = 1, '约12', case_count::varchar)"))
    before = _there(settings)
    with pytest.raises(
        StoreError,
        match="没有打开，里面什么都没有改：“.*”的“.*”存的是文本，这一版要求整数，有 1 个值转换会丢失内容（涉及回执 ZP20251104-0001）.*原来的版本",
    ):
        Store(settings)
    assert _there(settings) == before


def test_what_was_undone_hinders_nothing(settings: Settings) -> None:
    _before(settings, *_as_text("case_count", ACTS, "if(upload_id = 2, '约12', '12')"))
    engine = attached(settings)
    engine.execute(f"delete from lake.{ACTS}")
    engine.execute(f"insert into lake.{ACTS} from lake.puts.{ACTS} where upload_id = 1")
    engine.execute("update lake.uploads set undone_at = now(), undone_version = version where upload_id = 2")
    (then,) = engine.execute("select max(snapshot_id) from lake.snapshots()").fetchall()
    engine.close()
    store = Store(settings)
    try:
        assert rows_of(store, "case_count", dataset=ACTS) == [(12,)]
        older = then[0] - 3  # when the other text still stood
        with pytest.raises(StoreError, match="读不了"):
            rows_of(store, "case_count", dataset=ACTS, version=older)
        store.undo("ZP20251104-0001", user="填报员", now=AS_OF)
        assert rows_of(store, "case_count", dataset=ACTS) == []
    finally:
        store.close()


def test_a_broken_file_is_never_converted(settings: Settings) -> None:
    _before(settings, *_as_text("case_count", ACTS))
    newest = max((settings.store / "rows" / "puts" / ACTS).glob("*.parquet"), key=lambda f: f.stat().st_mtime)
    newest.unlink()
    before = _there(settings)
    with pytest.raises(RowsDamaged, match="缺失或损坏"):
        Store(settings)
    assert _there(settings) == before


def test_a_kind_that_is_stored_alike_is_noticed_too(settings: Settings) -> None:
    Store(settings).close()
    record = json.loads((settings.store / CONTRACTS).read_text("utf-8"))
    assert record["kinds"]["tickets"]["ticket_class"] == "choice"
    record["kinds"]["tickets"]["ticket_class"] = "text"
    _before(
        settings,
        "update lake.tickets set ticket_class = 'Z'",
        "update lake.puts.tickets set ticket_class = 'Z'",
    )
    (settings.store / CONTRACTS).write_text(json.dumps(record), "utf-8")
    with pytest.raises(StoreError, match="存的是文本，这一版要求选项，有 1 个值"):
        Store(settings)
    _before(
        settings,
        "update lake.tickets set ticket_class = 'A'",
        "update lake.puts.tickets set ticket_class = 'A'",
    )
    (settings.store / CONTRACTS).write_text(json.dumps(record), "utf-8")
    Store(settings).close()
    assert (
        json.loads((settings.store / CONTRACTS).read_text("utf-8"))["kinds"]["tickets"]["ticket_class"]
        == "choice"
    )


def test_a_removed_column_or_dataset_stays_unread_and_is_told_once(
    settings: Settings, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _before(
        settings,
        *(f"alter table lake.{schema}.tickets add column weather varchar" for schema in ("main", "puts")),
        *(f"update lake.{schema}.tickets set weather = '晴'" for schema in ("main", "puts")),
        "create table lake.main.parks as select 'P1' as park_id",
    )
    capfd.readouterr()
    for told in (True, False):
        store = Store(settings)
        said = capfd.readouterr().err
        assert ("没有列“weather”了：它的值仍保存" in said, "没有数据集“parks”了" in said) == (told, told)
        put(store, tmp_path, ticket(f"NEW-{told}"))
        with store.workspace() as con:
            assert con.execute("select weather from lake.tickets where ticket_id = 'T1'").fetchall() == [
                ("晴",)
            ]
            assert con.execute("select * from lake.parks").fetchall() == [("P1",)]
        assert store.problems() == []
        store.close()


def test_an_upload_of_a_dataset_that_is_no_more_cannot_be_undone(settings: Settings) -> None:
    _before(settings, "update lake.uploads set dataset = 'parks' where upload_id = 3")
    store = Store(settings)
    try:
        with pytest.raises(StoreError, match="没有数据集“parks”"):
            store.undo("ZP20251104-0003", user="填报员", now=AS_OF)
    finally:
        store.close()


def test_new_columns_and_datasets_are_made_beside_a_converted_column(
    settings: Settings, tmp_path: Path
) -> None:
    _before(
        settings,
        *_as_text("case_count", ACTS),
        *(f"alter table lake.{schema}.{ACTS} drop column training_field" for schema in ("main", "puts")),
        *(f"alter table lake.{schema}.tickets drop column title" for schema in ("main", "puts")),
        *(f"drop table lake.{schema}.ticket_limits" for schema in ("main", "puts")),
    )
    store = Store(settings)
    try:
        assert rows_of(store, "case_count, training_field", dataset=ACTS) == [(7, None)]
        assert rows_of(store) == [("T1", None)]
        assert rows_of(store, "count(*)", dataset="ticket_limits") == [(0,)]
    finally:
        store.close()


@pytest.mark.parametrize(
    ("held", "column", "value", "expected"),
    [
        ("varchar", integer("n", "n"), "'12'", 12),
        ("varchar", integer("n", "n"), "'012'", None),
        ("varchar", integer("n", "n"), "'1.5'", None),
        ("varchar", number("n", "n"), "'3'", 3.0),
        ("varchar", number("n", "n"), "'3.25'", 3.25),
        ("varchar", number("n", "n"), "'3万'", None),
        ("double", integer("n", "n"), "3.0::double", 3),
        ("double", integer("n", "n"), "3.5::double", None),
        ("bigint", number("n", "n"), "9007199254740993", None),
        ("bigint", text("n", "n"), "12", "12"),
        ("double", text("n", "n"), "12::double", "12"),
        ("boolean", text("n", "n"), "true", "是"),
        ("varchar", flag("n", "n"), "'否'", False),
        ("varchar", flag("n", "n"), "'有'", None),
        ("timestamp", Column("n", "n", "date"), "timestamp '2025-01-02 00:00:00'", date(2025, 1, 2)),
        ("timestamp", Column("n", "n", "date"), "timestamp '2025-01-02 08:00:00'", None),
        ("varchar", moment("n", "n"), "'昨天'", None),
        ("varchar", several("n", "n"), "'甲、乙'", ["甲", "乙"]),
        ("varchar", several("n", "n"), "'甲,乙'", None),
        ("varchar[]", text("n", "n"), "['甲', '乙']", "甲、乙"),
        ("varchar[]", text("n", "n"), "['甲、乙']", None),
        ("varchar", area("n", "n"), "'150105000000'", "150105000000"),
        ("varchar", area("n", "n"), "'新城区'", None),
        ("varchar", choice("n", "n", ("A", "B")), "'B'", "B"),
        ("varchar", choice("n", "n", ("A", "B")), "'C'", None),
    ],
)
def test_a_value_is_converted_where_the_way_back_leads_to_it(
    held: str, column: Column, value: str, expected: object
) -> None:
    found = duckdb.sql(f"select {converted('v', held, column)} from (select {value} as v)").fetchall()
    assert found == [(expected,)]


def test_a_kill_while_values_are_converted_leaves_all_before_or_all_after(
    settings: Settings, tmp_path: Path
) -> None:
    _before(
        settings,
        *(
            f"insert into lake.{schema}.{ACTS} by name select * exclude (i) replace ('K' || i as activity_id, 7 as case_count)"
            f" from (from lake.{schema}.{ACTS} where upload_id = 2 limit 1), range(100_000) r(i)"
            for schema in ("main", "puts")
        ),
        *_as_text("case_count", ACTS),
    )
    moments = random.Random(20251104)
    for number_ in range(KILLS):
        folder = Path(shutil.copytree(settings.store, tmp_path / f"kill-{number_}"))
        with subprocess.Popen(
            [sys.executable, "-m", "tests.store.test_contract_changes", str(folder)],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
        ) as opening:
            assert opening.stdout is not None
            opening.stdout.readline()
            time.sleep(moments.uniform(0, 1) if IS_WHOLE else 0.3)
            opening.kill()
        store = Store(settings_from({}, data=folder))
        try:
            assert rows_of(store, "count(*), sum(case_count)", dataset=ACTS) == [(100_001, 700_007)]
            assert store.problems() == []
        finally:
            store.close()
            shutil.rmtree(folder)


if __name__ == "__main__":
    print("opening", flush=True)
    Store(settings_from({}, data=Path(sys.argv[1])))
    print("opened", flush=True)
