"""The product in a folder of its own, to which a test adds files: what a developer does, tried from outside."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PARTS = ("zhiping", "pages", "queries", "data/demo", "data/geo", "docs", "app.py", "pyproject.toml")
MENU = "zhiping/ui/kit/addresses.py"
_LAST_ENTRY = '        Entry("upload/new"'


def copied_tree(folder: Path) -> Path:
    """A copy of what runs, without what running left behind."""
    for part in PARTS:
        source = PROJECT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / part)
    return folder


def add_to_menu(tree: Path, line: str) -> None:
    """The one line in a list that a new page needs, before the uploads; without its comma."""
    menu = tree / MENU
    text = menu.read_text("utf-8")
    assert text.count(_LAST_ENTRY) == 1
    menu.write_text(text.replace(_LAST_ENTRY, f"        {line},\n{_LAST_ENTRY}"), "utf-8")


def run_in(tree: Path, *arguments: str, script: str | None = None) -> str:
    """What Python, started in the tree, prints; `script` goes to its standard input. A failure fails the test."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZHIPING_")}
    ran = subprocess.run(
        [sys.executable, *arguments] if script is None else [sys.executable, "-", *arguments],
        cwd=tree,
        env=environment | {"PYTHONPATH": str(tree), "ZHIPING_DATA": str(tree / "store")},
        input=script,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
