"""Pages over really stored data: demonstration, none at all, one ticket."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.publishing import published
from zhiping import serving
from zhiping.settings import PROJECT
from zhiping.ui.addresses import OVERVIEW, PAGES

SECONDS_TO_RUN = 60
ONE_TICKET = """工单编号,区划代码,工单类别,诉求类别,派单时间,标题
GD-1,150105001000,A,供热供暖,2025-11-01 09:00,暖气不热
"""
Opened = Callable[..., AppTest]


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Kind of data -> the folder of its store."""
    kinds = {"demo": "1", "empty": "0", "one": "0"}
    found = {kind: tmp_path_factory.mktemp(f"pages-{kind}") for kind in kinds}
    for kind, folder in found.items():
        with pytest.MonkeyPatch.context() as environment:
            _use(environment, folder, demo=kinds[kind])
            if kind == "one":
                file = folder.parent / "one-ticket.csv"
                file.write_text(ONE_TICKET, "utf-8")
                published(serving.store(), "tickets", file, as_of=datetime(2025, 11, 4, 18))
            serving.store()
            serving.forget_store()
    return found


def _use(environment: pytest.MonkeyPatch, folder: Path, *, demo: str = "1") -> None:
    serving.forget_store()
    environment.setenv("ZHIPING_DATA", str(folder))
    environment.setenv("ZHIPING_DEMO", demo)


@pytest.fixture
def data(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """`data("demo")`: pages read that kind of data until the end of the test."""
    yield lambda kind: _use(monkeypatch, folders[kind])
    serving.forget_store()


@pytest.fixture
def opened(data: Callable[[str], None]) -> Opened:
    """`opened("tickets/funnel", area="150105")`: the page after its run, as a fresh visitor's address opens it."""

    def run(name: str, kind: str = "demo", **filters: str) -> AppTest:
        data(kind)
        app = AppTest.from_file(str(PROJECT / "zhiping" / "contents.py"), default_timeout=SECONDS_TO_RUN)
        if name != OVERVIEW:
            app.run()
            app.switch_page(PAGES[name].path)
        for key, value in filters.items():
            app.query_params[key.rstrip("_")] = value
        return app.run()

    return run
