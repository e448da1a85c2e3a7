"""Bulletins from a terminal: the same files as from the page, issued under a number where that is asked."""

from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document

from tests.cli.terminal import HEADERS, Run, answer_of, loaded
from zhiping import clock
from zhiping.rules.periods import last_closed_month
from zhiping.ui.look import numbers


def test_the_files_of_the_last_month_are_written_and_issued(run: Run, sheet, tmp_path: Path) -> None:
    first, last = last_closed_month(clock.now().date() - timedelta(days=1))
    rows = f"C1,150105,A,供热,{first} 09:00,{first} 09:30\nC2,150105,B,供水,{last} 09:00,\n"
    loaded(run, sheet(f"{HEADERS}\n{rows}"), "--as-of", f"{clock.now().date() - timedelta(days=1)} 18:00")
    done = run("bulletin", "--area", "150105", "--systems", "tickets", "--out", tmp_path / "out", "--issue")
    assert done.exit_code == 0, done.output
    *paths, issued = done.stdout.splitlines()
    assert sorted(Path(path).suffix for path in paths) == [".docx", ".pdf", ".xlsx"]
    assert f"编号 {clock.now().year}-0001" in issued
    told = "\n".join(one.text for one in Document(paths[0]).paragraphs)
    assert f"{numbers.month(first)}派单 2 件" in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--since", "2025-10-01"), "--since 和 --until 要一起写"),
        (("--area", "150105"), "还没有数据，写不了通报"),
        (("--since", "2025-13-01", "--until", "2025-10-31"), "不能用"),
    ],
)
def test_what_cannot_be_made_is_one_sentence(
    run: Run, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = run("bulletin", "--systems", "tickets", "--out", tmp_path / "out", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_closed_month_is_corrected_with_a_reason_until_it_is_opened_again(
    run: Run, sheet, tmp_path: Path
) -> None:
    first, _last = last_closed_month(clock.now().date() - timedelta(days=1))
    yesterday = f"{clock.now().date() - timedelta(days=1)} 18:00"
    row = f"C1,150105,A,供热,{first} 09:00,"
    loaded(run, sheet(f"{HEADERS}\n{row}\n"), "--as-of", yesterday)
    number = f"{clock.now().year}-0001"
    done = run("bulletin", "--systems", "tickets", "--out", tmp_path / "out", "--issue")
    assert done.exit_code == 0, done.output
    assert run("close", number).stdout.startswith("已关账：")

    other = sheet(f"{HEADERS}\n{row}\nC2,150105,A,供热,{first} 10:00,\n")
    checked = run("check", "tickets", other, "--format", "json")
    assert "其中 1 行会改动" in answer_of(checked)["advice"][-1]
    refused = run("load", "tickets", other, "--yes", "--as-of", yesterday)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"编号 {number}）已由演示用户于" in refused.stderr
    assert "--reason" in refused.stderr
    receipt = loaded(run, other, "--as-of", yesterday, "--reason", "漏报")["receipt"]
    assert run("undo", receipt).exit_code == 2
    assert run("undo", receipt, "--reason", "其实没有").exit_code == 0
    assert run("redo", receipt, "--yes").exit_code == 2
    assert run("redo", receipt, "--yes", "--reason", "有的").exit_code == 0

    assert run("withdraw", number, "--reason", "算错").exit_code == 2
    assert run("reopen", number, "--reason", "年底清理").exit_code == 0
    loaded(run, sheet(f"{HEADERS}\nC3,150105,A,供热,{first} 11:00,\n"), "--as-of", yesterday)
    assert run("withdraw", number, "--reason", "算错").stdout.startswith(f"已作废 {number}")
    assert "已经作废，不能关账" in run("close", number).stderr
    assert "没有编号为 2020-0001 的通报" in run("close", "2020-0001").stderr
