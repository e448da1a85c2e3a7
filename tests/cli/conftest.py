"""A store after its first start, made once, and the program in a copy of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.cli.terminal import Run
from zhiping.cli import app


@pytest.fixture(scope="session")
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
