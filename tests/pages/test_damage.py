"""Data that cannot be read: the pages that need them say so, with a way on; a store that vanished is told everywhere."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages.conftest import one_row
from tests.pages.test_pages import FILES, texts
from tests.pages.visiting import visitor
from tests.templates import NOW, copied, shipped
from zhiping.settings import settings_from
from zhiping.store import catalogue
from zhiping.store.repairing import accept
from zhiping.ui.kit.addresses import PAGES

pytestmark = pytest.mark.damages
READS_TICKETS = (
    "overview/today",
    "tickets/funnel",
    "tickets/overdue",
    "tickets/units",
    "delegates/suggestions",
    "bulletins/make",
    "tasks/list",
    "statements/list",
)


@pytest.fixture
def damaged(own_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a row of everything, whose tickets lie in a file that has changed."""
    shutil.rmtree(own_data)
    copied(tmp_path_factory, own_data, shipped, one_row)
    (rows,) = (own_data / "rows" / "main" / "tickets").glob("*.parquet")
    content = bytearray(rows.read_bytes())
    content[len(content) // 3] ^= 1
    rows.write_bytes(content)
    return own_data


def test_pages_that_need_the_rows_say_so_and_all_others_go_on(damaged: Path) -> None:
    assert damaged.exists()
    for name in FILES:
        app = visitor(name).run()
        told = [str(one.value) for one in app.error]
        if name in READS_TICKETS:
            assert len(told) == 1, name
            assert "数据文件缺失或损坏：工单（涉及回执 ZP" in told[0]
            assert str(damaged) not in told[0]
            assert [str(one.value) for one in app.title] == [PAGES[name].title]
            assert not (app.button or app.caption[1:] or app.markdown or app.get("popover")), "no half page"
        else:
            assert told == [], name
            assert PAGES[name].title in texts(app) + "".join(str(one.value) for one in app.title)
    filtered = visitor(
        "tickets/overdue", category="供热供暖", area="150105"
    ).run()  # the first questions are the chips'
    assert (len(filtered.error), len(filtered.title), len(filtered.exception)) == (1, 1, 0)


def test_broken_records_of_uploads_are_told_on_every_page(damaged: Path) -> None:
    rows = max(
        (damaged / "rows" / "main" / "uploads").glob("*.parquet"), key=lambda file: file.stat().st_mtime_ns
    )
    content = bytearray(rows.read_bytes())
    # In the midst of the values: what follows them says where they lie, and without that the store does not open.
    content[(len(content) - int.from_bytes(content[-8:-4], "little")) // 2] ^= 1
    rows.write_bytes(content)
    for name in ("upload/history", "courtyards/indicators"):
        app = visitor(name).run()
        (told,) = app.error
        assert "缺失或损坏：上传记录" in str(told.value)
        assert [str(one.value) for one in app.title] == [PAGES[name].title]


def test_a_folder_that_vanished_is_told_on_every_page(own_data: Path) -> None:
    visitor("upload/history").run()
    own_data.rename(own_data.with_name("elsewhere"))
    for name in FILES:
        (told,) = visitor(name).run().error
        assert "不见了或读不到" in str(told.value)
        assert str(own_data.parent) not in str(told.value)


def test_no_demonstration_goes_where_data_were_lost(own_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in own_data.glob(f"{catalogue.FILE}*"):
        file.unlink()
    accept(settings_from(), NOW)
    monkeypatch.setenv("ZHIPING_DEMO", "1")
    app = visitor("upload/history").run()
    assert "共 1 次上传" in texts(app), "the shipped areas alone"


def catalogue_gone(store: Path) -> None:
    (store / catalogue.FILE).unlink()


def catalogue_broken(store: Path) -> None:
    (store / catalogue.FILE).write_bytes(b"no catalogue" * 999)


def a_file(store: Path) -> None:
    shutil.rmtree(store)
    store.write_bytes(b"")


def rows_cannot_be_written(store: Path) -> None:
    shutil.rmtree(store / "scratch")
    (store / "scratch").write_bytes(b"")


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (catalogue_gone, "不见了"),
        (catalogue_broken, "打不开"),
        (a_file, "是一个文件"),
        (rows_cannot_be_written, "无法写入"),
    ],
)
def test_a_store_that_does_not_open_is_told_without_its_place(
    own_data: Path, happens: Callable[[Path], None], said: str
) -> None:
    happens(own_data)
    (told,) = visitor("upload/history").run().error
    assert said in str(told.value)
    assert str(own_data.parent) not in str(told.value), "no path of the server on a page"
