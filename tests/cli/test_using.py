"""Asking, undoing and wrong use from a terminal, and a real process beside another."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.another_process import holding
from tests.cli.terminal import FAULT, FAULTY, HEADERS, REPORT, SOUND, Run, answer_of, loaded, tickets_of
from zhiping.contracts import DATASETS
from zhiping.settings import PROJECT

DRAWS = {"streamlit", "plotly", "pandas", "pydeck", "openpyxl", "sqlalchemy"}
ASKS = """
import sys
from zhiping.cli import app
app(["query", "tickets/funnel"], standalone_mode=False)
print(*sys.modules, file=sys.stderr)
"""


def test_an_older_version_and_a_moment_are_asked_for(run: Run, sheet) -> None:
    first = loaded(run, sheet(SOUND))
    loaded(run, sheet(f"{HEADERS}\nC3,150105,A,供热,2025-11-03 09:00,\n"))
    assert [row["ticket_id"] for row in tickets_of(run, "--version", str(first["version"]))] == ["C1", "C2"]
    assert [row["ticket_id"] for row in tickets_of(run, "--as-of=2025-11-01")] == ["C1"]
    assert [
        row["ticket_id"] for row in tickets_of(run, "--since", "2025-11-02", "--until", "2025-11-02")
    ] == ["C2"]


def test_an_undo_is_said_and_done_once(run: Run, sheet) -> None:
    receipt = loaded(run, sheet(SOUND))["receipt"]
    undone = answer_of(run("undo", receipt, "--format", "json"))
    assert (undone["receipt"], undone["rows_removed"], undone["kept_receipts"]) == (receipt, 2, [])
    assert tickets_of(run) == []
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
    report = answer_of(run("load", "tickets", file, "--yes", "--format", "json"), exit_code=1)
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
    answer_of(run("--data", before, "load", "tickets", sheet(SOUND), "--yes", "--format", "json"))
    answer_of(run("load", "tickets", sheet(SOUND), "--yes", "--format", "json", "--data", after))
    for folder in (before, after):
        assert len(answer_of(run("query", "tickets/rows", "--format", "json", data=folder))) == 2
    assert tickets_of(run) == []


def test_a_folder_that_is_a_file_is_said(run: Run, sheet) -> None:
    result = run("history", "--data", sheet(SOUND))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "不是文件夹" in result.stderr


def test_rows_as_csv_and_as_a_table(run: Run, sheet) -> None:
    loaded(run, sheet(SOUND))
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
    loaded(run, sheet(SOUND))
    result = run("empty-demo")
    assert (result.exit_code, "撤销了 0 次" in result.stdout) == (0, True)
    assert len(tickets_of(run)) == 2


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

    with holding(folder):
        refused = loaded()
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
