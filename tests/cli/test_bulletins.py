"""Bulletins from a terminal: the same files as from the page, issued under a number where that is asked."""

from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document

from tests.cli.terminal import HEADERS, Run, loaded
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
