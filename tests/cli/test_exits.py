"""How commands end, each by a real process: on a full disk, a read-only one, over a damaged store."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.templates import copied, shipped
from zhiping.cli import app
from zhiping.cli.exits import Exit
from zhiping.settings import PROJECT

HEADERS = "工单编号,区划代码,工单类别,诉求类别,派单时间"
SOUND = f"{HEADERS}\nC1,150105,A,供热,2025-11-01 09:00\n"
FAULTY = f"{HEADERS}\nC1,150105,D,供热,2025-11-01 09:00\n"
# A disk of its own for the store, seen by this one process and its children, that goes when they end.
DISK = 'mount -t tmpfs -o size={size} none "$ZHIPING_DATA" && cp -r "$FILLED/." "$ZHIPING_DATA"; '
READ_ONLY = DISK.format(size="64m") + 'mount -o remount,ro "$ZHIPING_DATA"; '
FULL = DISK.format(size="16m") + 'cat /dev/zero > "$ZHIPING_DATA/filler" 2>/dev/null; '
OVERFULL = FULL + 'rm "$ZHIPING_DATA/reserve"; cat /dev/zero >> "$ZHIPING_DATA/filler" 2>/dev/null; '
SMALL = 'mount -t tmpfs -o size=16k none "$ZHIPING_DATA"; '
ROWS = "query tickets/rows --format json"

Ended = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A store with the tickets of SOUND, and the receipt of their upload."""
    folder = copied(tmp_path_factory, tmp_path_factory.mktemp("filled") / "store", shipped)
    (sheet := folder.with_name("sound.csv")).write_text(SOUND, "utf-8")
    loaded = _ended(folder, folder, f"load tickets {sheet} --yes --format json")
    assert loaded.returncode == 0, loaded.stderr
    return folder, json.loads(loaded.stdout)["receipt"]


def _ended(folder: Path, filled: Path, *commands: str, before: str = "", between: str = "") -> Ended:
    """What commands of the terminal over `folder` came to, one after the other; the exit code is the first's."""
    line = f"{sys.executable} -m zhiping"
    first, *others = [f"{line} {command}" for command in commands]
    script = before + first + "; code=$?; " + between + "; ".join([*others, "exit $code"])
    in_its_own_view = ["unshare", "--map-root-user", "--mount"] if before else []
    return subprocess.run(
        [*in_its_own_view, "sh", "-c", script],
        cwd=PROJECT,
        env=os.environ | {"ZHIPING_DATA": str(folder), "FILLED": str(filled)},
        capture_output=True,
        text=True,
        check=False,
    )


def _answers(output: str) -> Iterator[list[dict[str, object]]]:
    """The answers that were written one after the other."""
    while output := output.lstrip():
        rows, end = json.JSONDecoder().raw_decode(output)
        yield rows
        output = output[end:]


@pytest.fixture
def run(tmp_path: Path, filled: tuple[Path, str]) -> Callable[..., Ended]:
    """`run("history", before=FULL)`: what commands over an empty folder came to, or over a disk with the filled store.

    SOUND, FAULTY, RECEIPT in a command stand for the sheets and the receipt of the filled store.
    """
    store, receipt = filled
    (tmp_path / "store").mkdir()
    words = {"RECEIPT": receipt}
    for name, text in (("SOUND", SOUND), ("FAULTY", FAULTY)):
        (tmp_path / f"{name}.csv").write_text(text.replace("C1", "C2"), "utf-8")
        words[name] = str(tmp_path / f"{name}.csv")

    def ended(*commands: str, **more: str) -> Ended:
        for word, meant in words.items():
            commands = tuple(command.replace(word, meant) for command in commands)
        return _ended(tmp_path / "store", store, *commands, **more)

    return ended


@pytest.mark.parametrize(
    ("command", "before", "code", "sentence"),
    [
        ("load tickets SOUND --yes", "", Exit.DONE, ""),
        ("load tickets FAULTY --yes", "", Exit.FAULTS, ""),
        ("query tickets/nothing", "", Exit.WRONG_USE, "没有查询"),
        ("undo ZP20250101-9999", "", Exit.WRONG_USE, "没有回执号"),
        ("history", READ_ONLY, Exit.UNUSABLE, "无法写入（文件夹是只读的）"),
        ("load tickets SOUND --yes", READ_ONLY, Exit.UNUSABLE, "无法写入（文件夹是只读的）"),
        ("load tickets SOUND --yes", FULL, Exit.UNUSABLE, "文件没有读完（磁盘已满），什么都没有发布"),
        ("undo RECEIPT", FULL, Exit.DONE, "审计日志现在写不进去，这里代记"),
        ("undo RECEIPT", OVERFULL, Exit.UNUSABLE, "没有撤销，数据保持原样（磁盘已满）"),
        ("history", FULL, Exit.DONE, ""),
        ("history", SMALL, Exit.UNUSABLE, "打不开（磁盘已满）"),
    ],
)
def test_how_a_command_ends(
    run: Callable[..., Ended], command: str, before: str, code: Exit, sentence: str
) -> None:
    ended = run(command, before=before)
    assert ended.returncode == code, ended.stderr
    assert sentence in ended.stderr
    assert len(ended.stderr.splitlines()) == (1 if sentence else 0)


@pytest.mark.parametrize("output", ["/dev/full", "&-"])
@pytest.mark.parametrize("command", ["load tickets SOUND --yes --format json", "undo RECEIPT"])
def test_a_change_that_is_made_is_done_though_nothing_can_be_written_of_it(
    run: Callable[..., Ended], command: str, output: str
) -> None:
    ended = run(f"{command} >{output}", ROWS, before=FULL.replace("cat /dev/zero", ": "))
    assert ended.returncode == Exit.DONE, ended.stderr
    assert len(json.loads(ended.stdout)) == (2 if "load" in command else 0)


@pytest.mark.parametrize("command", ["load tickets SOUND --yes", "undo RECEIPT"])
def test_what_a_full_disk_refused_is_done_once_there_is_room(run: Callable[..., Ended], command: str) -> None:
    room = 'rm "$ZHIPING_DATA/filler"; '
    ended = run(command, ROWS, f"{command} > /dev/null", ROWS, before=OVERFULL, between=room)
    assert ended.returncode == Exit.UNUSABLE
    refused, done = _answers(ended.stdout)
    assert [row["ticket_id"] for row in refused] == ["C1"]
    assert [row["ticket_id"] for row in done] == (["C1", "C2"] if "load" in command else [])


def test_the_codes_are_told_apart_and_documented() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    told = re.findall(r"^\| (\d) \| (.+) \|$", readme, re.MULTILINE)
    assert told == [(str(code.value), code.meaning) for code in Exit]
    told_help = CliRunner().invoke(app, ["--help"]).stdout
    assert all(code.meaning in "".join(told_help.split()) for code in Exit)


@pytest.mark.damages
@pytest.mark.parametrize("left", [0.02, 0.5, 0.98])
@pytest.mark.parametrize("rest", [b"", b"\xff" * 4096])
def test_a_damaged_catalogue_is_told_from_a_disk_that_refuses(
    tmp_path: Path, filled: tuple[Path, str], left: float, rest: bytes
) -> None:
    catalogue = tmp_path / "store" / "catalogue.duckdb"
    shutil.copytree(filled[0], catalogue.parent)
    whole = catalogue.read_bytes()
    catalogue.write_bytes(whole[: int(len(whole) * left)] + rest)
    ended = _ended(catalogue.parent, filled[0], "history")
    assert ended.returncode == Exit.DAMAGED, ended.stderr
    assert "缺失或损坏。请从备份恢复" in ended.stderr
