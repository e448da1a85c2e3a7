"""audit verify, as an administrator types it: what the terminal did is noted, and what was touched is named."""

import re
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.templates import copied, shipped
from zhiping.cli import app

TICKETS = "工单编号,区划代码,工单类别,诉求类别,派单时间\nC1,150105,A,供热,2025-11-01 09:00\n"


@pytest.fixture
def data(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory, tmp_path / "store", shipped)


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--data", str(data)])


def test_what_a_command_did_is_noted_and_what_was_touched_is_named(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "工单.csv"
    file.write_text(TICKETS, "utf-8")
    assert "共记过 0 条" in run(data, "audit", "verify").stderr
    loaded = run(data, "load", "tickets", str(file), "--yes", "--format", "json")
    receipt = re.findall(r'"receipt": "(\S+)"', loaded.stdout)[0]
    whole = run(data, "audit", "verify")
    assert whole.exit_code == 0
    noted = re.findall(r"1:\w{64}", whole.stderr)[0]
    assert run(data, "undo", receipt).exit_code == 0
    assert run(data, "audit", "verify", "--noted", noted).exit_code == 0
    assert run(data, "audit", "verify", "--noted", "keine").exit_code == 2
    backup, restored = tmp_path / "backup.tar", tmp_path / "restored"
    assert run(data, "backup", str(backup)).exit_code == 0
    assert run(restored, "restore", str(backup)).exit_code == 0
    assert run(restored, "audit", "verify", "--noted", noted).exit_code == 0
    with sqlite3.connect(data / "state.sqlite") as connection:
        kept = connection.execute("select act, who, page, about from audit order by number").fetchall()
        connection.execute("update audit set who = '乙' where number = 1")
    connection.close()
    assert kept == [
        ("uploaded", "演示用户", "terminal", f"{receipt} tickets"),
        ("undid", "演示用户", "terminal", receipt),
    ]
    broken = run(data, "audit", "verify", "--format", "csv")
    assert broken.exit_code == 5
    assert broken.stdout.splitlines()[1].startswith("1,")
