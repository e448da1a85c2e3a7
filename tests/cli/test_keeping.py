"""backup, restore, verify and repair as an administrator types them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.templates import copied, shipped
from zhiping.cli import app
from zhiping.store import catalogue
from zhiping.store.mark import MARK

pytestmark = pytest.mark.damages
Run = Callable[..., Result]


@pytest.fixture
def store(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory, tmp_path / "store", shipped)


@pytest.fixture
def run(store: Path) -> Run:
    """`run("verify")`: the result, with the data of `store` or of another folder."""

    def invoked(*words: str | Path, data: Path = store) -> Result:
        return CliRunner().invoke(app, [str(word) for word in words], env={"ZHIPING_DATA": str(data)})

    return invoked


def test_a_backup_is_restored_and_verified(run: Run, tmp_path: Path) -> None:
    assert "已备份到" in run("backup", tmp_path / "b.tar").stdout
    restored = run("restore", tmp_path / "b.tar", data=tmp_path / "new")
    assert (restored.exit_code, "核对无误" in restored.stdout) == (0, True)
    whole = run("verify", data=tmp_path / "new")
    assert (whole.exit_code, whole.stderr) == (0, "数据完好。\n")


def test_a_backup_takes_no_file_that_is_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_text("older")
    refused = run("backup", tmp_path / "b.tar")
    assert (refused.exit_code, (tmp_path / "b.tar").read_text()) == (2, "older")


def test_verifying_lists_what_is_wrong(run: Run, store: Path) -> None:
    next((store / "files").iterdir()).write_text("another")
    found = run("verify", "--format", "json")
    assert found.exit_code == 5
    (problem,) = json.loads(found.stdout)
    assert (problem["what"], problem["dataset"]) == ("文件内容变了", "areas")
    assert problem["receipts"].startswith("ZP")


def test_a_lost_catalogue_is_listed_by_receipt_and_given_up_only_when_told(run: Run, store: Path) -> None:
    for file in store.glob(f"{catalogue.FILE}*"):
        file.unlink()
    assert run("history").exit_code == 5
    listed = run("repair", "--format", "json")
    assert listed.exit_code == 5
    (lost,) = json.loads(listed.stdout)
    assert (lost["act"], lost["file_name"]) == ("上传", "areas.csv")
    assert (store / lost["kept_original"]).is_file()
    given_up = run("repair", "--accept-loss")
    assert (given_up.exit_code, "没有删除" in given_up.stderr) == (0, True)
    assert len(list(store.glob("lost-*/files/*"))) == 1
    assert run("verify").exit_code == 0


def test_a_folder_that_has_rows_and_says_nothing_of_them_can_be_given_up_too(run: Run, store: Path) -> None:
    for name in (*(file.name for file in store.glob(f"{catalogue.FILE}*")), MARK):
        (store / name).unlink()
    assert run("repair").exit_code == 5
    assert run("repair", "--accept-loss").exit_code == 0
    assert run("verify").exit_code == 0


def test_a_whole_store_has_nothing_to_repair(run: Run, store: Path, tmp_path: Path) -> None:
    before = shutil.copytree(store, tmp_path / "before")
    done = run("repair", "--accept-loss")
    assert (done.exit_code, done.stderr) == (0, "没有缺少的上传。\n")
    assert sorted(file.name for file in store.iterdir()) == sorted(file.name for file in before.iterdir())


def test_a_broken_file_is_made_anew_and_the_data_are_whole_again(run: Run, store: Path) -> None:
    (rows,) = (store / "rows" / "main" / "areas").glob("*.parquet")
    rows.unlink()
    found = run("verify")
    assert (found.exit_code, "repair" in found.stderr) == (5, True)
    done = run("repair")
    assert (done.exit_code, "已重建：行政区划" in done.stderr) == (0, True)
    assert run("verify").exit_code == 0


def test_rows_that_are_nowhere_are_listed_with_the_clerks_file(run: Run, store: Path) -> None:
    for schema in ("main", "puts"):
        (rows,) = (store / "rows" / schema / "areas").glob("*.parquet")
        rows.write_bytes(rows.read_bytes()[:-100])
    before = sorted(store.rglob("*.parquet"))
    listed = run("repair", "--format", "json")
    assert (listed.exit_code, "没有改" in listed.stderr) == (5, True)
    (lost,) = json.loads(listed.stdout)
    assert (lost["act"], lost["file_name"], int(lost["rows"]) > 100) == ("上传", "areas.csv", True)
    assert (store / lost["kept_original"]).is_file()
    assert sorted(store.rglob("*.parquet")) == before
    given_up = run("repair", "--accept-loss")
    assert given_up.exit_code == 0
    assert run("verify").exit_code == 0
    assert run("load", "--yes", "areas", store / lost["kept_original"]).exit_code == 0
