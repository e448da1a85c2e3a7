"""The terminal: exit codes, shapes of answers, and every option that a script may rely on."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from tests.store.test_store import WAITS_WITH_THE_STORE
from zhiping.cli import app
from zhiping.contracts import DATASETS
from zhiping.settings import PROJECT

HEADERS = "工单编号,区划代码,工单类别,诉求类别,派单时间,认领时间"
SOUND = f"{HEADERS}\nC1,150105,A,供热,2025-11-01 09:00,2025-11-01 09:30\nC2,150105,B,供水,2025-11-02 09:00,\n"
FAULTY = f"{HEADERS}\nC1,150105,A,供热,2025-11-01 09:00,\nC2,150105,D,供水,2025-11-31 09:00,\n"
DRAWS = {"streamlit", "plotly", "pandas", "pydeck", "openpyxl", "sqlalchemy"}
ASKS = """
import sys
from zhiping.cli import app
app(["query", "tickets/funnel"], standalone_mode=False)
print(*sys.modules, file=sys.stderr)
"""
REPORT = """
    dataset rows_read rows_published skipped faults fault_count warnings warning_count
    unused_headers remarks converted readings reading_count changes changes_told figures figures_told advice answer version receipt
""".split()
FAULT = ["sheet", "row", "column", "label", "value", "problem", "remedy"]
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def started_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store after its first start, to be copied."""
    folder = tmp_path_factory.mktemp("started")
    assert CliRunner().invoke(app, ["history", "--data", str(folder)]).exit_code == 0
    return folder


@pytest.fixture
def run(tmp_path: Path, started_store: Path) -> Run:
    """`run("load", "tickets", file)`: the result, with the data in a folder of this test."""
    shutil.copytree(started_store, tmp_path / "store")

    def invoked(*words: str | Path, data: Path | None = None) -> Result:
        environment = {"ZHIPING_DATA": str(data or tmp_path / "store")}
        return CliRunner().invoke(app, [str(word) for word in words], env=environment)

    return invoked


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[[str], Path]:
    def written(text: str) -> Path:
        path = tmp_path / "工单.csv"
        path.write_text(text, "utf-8")
        return path

    return written


def _json(result: Result, exit_code: int = 0) -> Any:
    """The answer on standard output, which holds nothing else."""
    assert result.exit_code == exit_code, result.output
    return json.loads(result.stdout)


def _tickets(run: Run, *filters: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = _json(run("query", "tickets/rows", *filters, "--format", "json"))
    return sorted(rows, key=lambda row: str(row["ticket_id"]))


def _load(run: Run, file: Path, *options: str) -> dict[str, Any]:
    report: dict[str, Any] = _json(run("load", "tickets", file, "--yes", "--format", "json", *options))
    return report


def test_a_sound_file_is_loaded_and_answered(run: Run, sheet) -> None:
    report = _load(run, sheet(SOUND))
    assert list(report) == REPORT
    assert [report[key] for key in REPORT[:8]] == ["tickets", 2, 2, [], [], 0, [], 0]
    assert (report["receipt"][:2], type(report["version"])) == ("ZP", int)
    assert [row["ticket_id"] for row in _tickets(run)] == ["C1", "C2"]
    funnel = _json(run("query", "tickets/funnel", "--area", "150105", "--class", "A", "--format", "json"))
    assert funnel[0]["ticket_count"] == 1
    (record, *_areas) = _json(run("history", "--dataset", "工单", "--format", "json"))
    assert (record["receipt"], record["rows_published"]) == (report["receipt"], 2)


def test_faults_are_listed_and_nothing_is_loaded(run: Run, sheet) -> None:
    for command in (["check"], ["load", "--yes"]):
        report = _json(run(*command, "tickets", sheet(FAULTY), "--format", "json"), exit_code=1)
        assert list(report) == REPORT
        assert [list(fault) for fault in report["faults"]] == [FAULT, FAULT]
        assert [(fault["row"], fault["column"], fault["value"]) for fault in report["faults"]] == [
            (3, "C", "D"),
            (3, "E", "2025-11-31 09:00"),
        ]
        assert all(fault["problem"] and fault["remedy"] for fault in report["faults"])
        assert (report["fault_count"], report["rows_read"], report["rows_published"]) == (2, 2, 0)
        assert (report["version"], report["receipt"]) == (None, None)
    assert _tickets(run) == []


def test_a_faulty_file_is_answered_by_its_marked_workbook(run: Run, sheet, tmp_path: Path) -> None:
    for command in (["check"], ["load", "--yes"]):
        (answer := tmp_path / "标好.xlsx").unlink(missing_ok=True)
        said = run(*command, "tickets", sheet(FAULTY), "--answer", answer, "--format", "json")
        assert _json(said, exit_code=1)["answer"] == str(answer)
        assert load_workbook(answer).worksheets[0]["C3"].comment
    lost = run("check", "tickets", sheet(FAULTY), "--answer", tmp_path / "none" / "a.xlsx")
    assert (lost.exit_code, "写不进去" in lost.output) == (2, True)
    sound = run("check", "tickets", sheet(SOUND), "--answer", tmp_path / "b.xlsx", "--format", "json")
    assert (_json(sound)["answer"], (tmp_path / "b.xlsx").exists()) == (None, False)


def test_a_check_loads_nothing(run: Run, sheet) -> None:
    report = _json(run("check", "tickets", sheet(SOUND), "--format", "json"))
    assert (report["rows_read"], report["rows_published"], report["receipt"]) == (2, 0, None)
    assert _tickets(run) == []


def test_what_was_not_read_is_named(run: Run, sheet) -> None:
    file = sheet(
        "十一月工单\n"
        + SOUND.replace("认领时间", "认领时间 ")
        .replace("诉求类别", "诉求类别,备注")
        .replace("供热", "供热,急")
        .replace("供水", "供水,")
    )
    told = run("check", "tickets", file).stdout
    assert "文件里没有用到的列：备注" in told


def test_cells_are_text_to_a_terminal_and_inert_in_csv(run: Run, sheet) -> None:
    _load(run, sheet(SOUND.replace("供热", "[/x]\x1b[31m").replace("供水", "=1+1")))
    told = run("query", "tickets/rows")
    assert told.exit_code == 0, told.output
    assert "[/x][31m" in told.stdout
    assert "'=1+1" in run("query", "tickets/rows", "--format", "csv").stdout


def test_what_was_read_otherwise_than_written_is_reported(run: Run, sheet) -> None:
    stations = sheet(
        "驿站编号,驿站名称,区划代码,经度,纬度,坐标系,营业时间,状态\n"
        "YZ-1,暖新驿站,150502,122.3666,43.6953,GCJ-02,周一至周五 8:00-18:00,正常\n"
        "YZ-2,暖新驿站,150502,122.3606,43.6941,WGS-84,24/7,正常\n"
    )
    report = _json(run("check", "stations", stations, "--format", "json"))
    assert report["converted"] == {"GCJ-02": 1}
    reading = {
        "label": "营业时间",
        "written": "周一至周五 8:00-18:00",
        "read": "周一至周五 08:00–18:00；周六、周日 休息",
    }
    assert (report["readings"], report["reading_count"]) == ([reading], 1)
    table = run("check", "stations", stations)
    assert "把 1 行 GCJ-02 坐标换算成了 WGS-84。" in table.stdout
    assert "周一至周五 08:00–18:00" in table.stdout
    faults = run("check", "stations", stations, "--format", "csv")
    assert faults.stdout == ""
    assert "把 1 行 GCJ-02 坐标换算成了 WGS-84。" in faults.stderr
    plain = _json(run("check", "tickets", sheet(SOUND), "--format", "json"))
    assert (plain["converted"], plain["readings"], plain["reading_count"]) == ({}, [], 0)


def test_only_the_sound_rows(run: Run, sheet) -> None:
    report = _load(run, sheet(FAULTY), "--sound-rows-only")
    assert (report["rows_published"], report["fault_count"]) == (1, 2)
    assert [(row["rows"], set(row)) for row in report["skipped"]] == [("3", {"sheet", "rows", "why"})]
    assert [row["ticket_id"] for row in _tickets(run)] == ["C1"]


def test_without_yes_nobody_at_the_keyboard_loads_nothing(run: Run, sheet) -> None:
    result = run("load", "tickets", sheet(SOUND))
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert _tickets(run) == []


def test_columns_are_matched_set_and_filled_as_said(run: Run, sheet) -> None:
    file = sheet(
        "案号,何处,分级,诉求类别,何时\nC1,赛罕区,A,,2025-11-01 09:00\nC2,赛罕区,,供水,2025-11-02 09:00\n"
    )
    options = ["--match", "工单编号=案号", "--match", "area_code=B", "--match", "dispatched_at=何时"]
    options += [
        "--fill",
        "诉求类别=供热",
        "--fill",
        "ticket_class=B",
        "--set",
        "主办单位=住建局",
        "--area-names",
    ]
    _load(run, file, *options)
    found = [
        tuple(row[name] for name in ("ticket_id", "area_code", "ticket_class", "category", "lead_unit"))
        for row in _tickets(run)
    ]
    assert found == [
        ("C1", "150105000000", "A", "供热", "住建局"),
        ("C2", "150105000000", "B", "供水", "住建局"),
    ]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("2025-11-03", "2025-11-03 23:59:59"),
        ("2025-11-03T18:00", "2025-11-03 18:00:00"),
        (None, "2025-11-02 09:00:00"),
    ],
)
def test_the_data_date_is_what_is_said_or_the_latest_event(run: Run, sheet, written, stored) -> None:
    _load(run, sheet(SOUND), *(["--as-of", written] if written else []))
    assert _json(run("history", "--dataset", "tickets", "--format", "json"))[0]["as_of"] == stored


@pytest.mark.parametrize(
    ("mode", "left"),
    [("upsert", ["C1", "C2", "C3"]), ("replace-scope", ["C1", "C3"]), ("replace-all", ["C3"])],
)
def test_the_mode_says_what_is_replaced(run: Run, sheet, mode: str, left: list[str]) -> None:
    _load(run, sheet(SOUND))
    _load(run, sheet(f"{HEADERS}\nC3,150105,A,供热,2025-11-02 10:00,\n"), "--mode", mode)
    assert [row["ticket_id"] for row in _tickets(run)] == left


def test_an_older_version_and_a_moment_are_asked_for(run: Run, sheet) -> None:
    first = _load(run, sheet(SOUND))
    _load(run, sheet(f"{HEADERS}\nC3,150105,A,供热,2025-11-03 09:00,\n"))
    assert [row["ticket_id"] for row in _tickets(run, "--version", str(first["version"]))] == ["C1", "C2"]
    assert [row["ticket_id"] for row in _tickets(run, "--as-of=2025-11-01")] == ["C1"]
    assert [row["ticket_id"] for row in _tickets(run, "--since", "2025-11-02", "--until", "2025-11-02")] == [
        "C2"
    ]


def test_an_undo_is_said_and_done_once(run: Run, sheet) -> None:
    receipt = _load(run, sheet(SOUND))["receipt"]
    undone = _json(run("undo", receipt, "--format", "json"))
    assert (undone["receipt"], undone["rows_removed"], undone["kept_receipts"]) == (receipt, 2, [])
    assert _tickets(run) == []
    again = run("undo", receipt)
    assert (again.exit_code, again.stdout) == (2, "")
    assert "已经撤销过了" in again.stderr
    assert "没有回执号" in run("undo", "ZP20250101-9999").stderr


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "0 字节"),
        (b"PK\x03\x04 broken", "损坏"),
        (b"<html><table></table></html>", "网页"),
    ],
)
def test_an_unreadable_file_is_one_sentence(run: Run, tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "坏.xlsx"
    file.write_bytes(content)
    report = _json(run("load", "tickets", file, "--yes", "--format", "json"), exit_code=1)
    assert list(report) == REPORT
    assert [list(fault) for fault in report["faults"]] == [FAULT]
    assert sentence in report["faults"][0]["problem"]
    assert sentence in run("check", "tickets", file).output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["load", "tickets", "absent.csv", "--yes"], "没有文件"),
        (["check", "tickets", "."], "没有文件"),
        (["load", "invoices", "SHEET", "--yes"], "没有数据集"),
        (["load", "tickets", "SHEET", "--yes", "--as-of", "soon"], "--as-of"),
        (["load", "tickets", "SHEET", "--yes", "--as-of", "2025-11-03T18:00+08:00"], "--as-of"),
        (["load", "tickets", "SHEET", "--yes", "--match", "工单编号"], "--match"),
        (["load", "tickets", "SHEET", "--yes", "--match", "颜色=A"], "颜色"),
        (["load", "tickets", "SHEET", "--yes", "--match", "工单编号=ZZ列"], "ZZ列"),
        (["load", "tickets", "SHEET", "--yes", "--date-order", "ydm"], "--date-order"),
        (["load", "tickets", "SHEET", "--yes", "--mode", "merge"], "--mode"),
        (["query", "tickets/nothing"], "没有查询"),
        (["query", "tickets/funnel", "--colour", "red"], "--colour"),
        (["query", "tickets/funnel", "--area"], "--area"),
        (["query", "tickets/funnel", "--area", "150"], "150"),
        (["query", "tickets/funnel", "--ticket", "C1"], "--ticket"),
        (["query", "tickets/funnel", "--version", "9999"], "9999"),
        (["query", "tickets/funnel", "--format", "xml"], "--format"),
        (["history", "--dataset", "invoices"], "没有数据集"),
        (["template", "invoices"], "没有数据集"),
        (["template", "tickets", "--out", "no/such/folder.xlsx"], "写不进去"),
        (["dance"], "dance"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_wrong_use_is_a_sentence(run: Run, sheet, words: list[str], sentence: str) -> None:
    file = sheet(SOUND)
    result = run(*(str(file) if word == "SHEET" else word for word in words))
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert isinstance(result.exception, SystemExit)


def test_the_folder_goes_before_or_after_the_command(run: Run, sheet, tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    _json(run("--data", before, "load", "tickets", sheet(SOUND), "--yes", "--format", "json"))
    _json(run("load", "tickets", sheet(SOUND), "--yes", "--format", "json", "--data", after))
    for folder in (before, after):
        assert len(_json(run("query", "tickets/rows", "--format", "json", data=folder))) == 2
    assert _tickets(run) == []


def test_a_folder_that_is_a_file_is_said(run: Run, sheet) -> None:
    result = run("history", "--data", sheet(SOUND))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "不是文件夹" in result.stderr


def test_rows_as_csv_and_as_a_table(run: Run, sheet) -> None:
    _load(run, sheet(SOUND))
    rows = list(csv.DictReader(io.StringIO(run("query", "tickets/rows", "--format", "csv").stdout)))
    assert sorted(row["ticket_id"] for row in rows) == ["C1", "C2"]
    table = run("query", "tickets/rows", "--class", "A").stdout
    assert "C1" in table
    assert "工单编号" in table  # people read a table, programs the other formats
    assert "ticket_id" not in table
    faults = run("check", "tickets", sheet(FAULTY), "--format", "csv")
    assert [row["column"] for row in csv.DictReader(io.StringIO(faults.stdout))] == ["C", "E"]
    assert "错误 2 处" in faults.stderr


def test_every_query_is_listed_with_its_filters(run: Run) -> None:
    listed = run("query", "list").stdout.splitlines()
    assert "uploads/history  --dataset" in listed
    assert any(line.startswith("tickets/funnel  --area") for line in listed)


def test_a_template_is_written(run: Run, tmp_path: Path) -> None:
    assert run("template", "tickets", "--out", tmp_path / "t.xlsx").exit_code == 0
    headers = [cell.value for cell in load_workbook(tmp_path / "t.xlsx").worksheets[0][1]]
    assert headers == [column.label for column in DATASETS["tickets"].columns]


def test_emptying_the_demonstration_keeps_what_was_uploaded(run: Run, sheet) -> None:
    _load(run, sheet(SOUND))
    result = run("empty-demo")
    assert (result.exit_code, "撤销了 0 次" in result.stdout) == (0, True)
    assert len(_tickets(run)) == 2


@pytest.mark.parametrize(
    "words", [[], *([name] for name in "check load query history undo template empty-demo docs".split())]
)
def test_help_explains(run: Run, words: list[str]) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    assert any("\u4e00" <= letter <= "\u9fff" for letter in result.stdout)


def test_a_real_process_beside_one_that_holds_the_store(sheet, tmp_path: Path) -> None:
    """Exit 3 while it is held, then 0 with pure JSON on standard output."""
    folder = tmp_path / "store"
    command = [
        sys.executable,
        "-m",
        "zhiping",
        "load",
        "tickets",
        str(sheet(SOUND)),
        "--yes",
        "--format",
        "json",
    ]
    environment = os.environ | {"ZHIPING_DATA": str(folder)}

    def loaded() -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
        )

    with subprocess.Popen(
        [sys.executable, "-c", WAITS_WITH_THE_STORE, str(folder)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        # After what the engine says of its progress where it is slow.
        assert b"open\n" in iter(holder.stdout.readline, b"")
        refused = loaded()
        holder.communicate(b"")
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "正被另一个程序使用" in refused.stderr
    assert "Traceback" not in refused.stderr
    done = loaded()
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["rows_published"] == 2


def test_a_question_imports_nothing_that_draws(started_store: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASKS],
        cwd=PROJECT,
        env=os.environ | {"ZHIPING_DATA": str(started_store)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "按时率" in asked.stdout
    assert DRAWS & {*asked.stderr.split()} == set()
