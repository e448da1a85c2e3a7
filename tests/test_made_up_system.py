"""A system that nobody had thought of is found everywhere, and no other system notices it.

Its files lie in tests/made_up/ as they would in the tree; besides them one line goes into the menu.
"""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.trees import PROJECT, add_to_menu, copied_tree, run_in
from zhiping.asking.filters import FILTERS
from zhiping.asking.questions import filters_for, questions
from zhiping.ui.kit.headings import heading

MADE_UP = PROJECT / "tests" / "made_up"
GOLDEN = PROJECT / "tests" / "golden"
DEMO_KEPT = ("areas", "tickets", "gardens")  # a first start of all of them would take half a minute

# What the tree says of itself, asked in a process of its own.
SEEN = """
import json, sys
from datetime import datetime
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access, User
from zhiping.asking.filters import FILTERS
from zhiping.asking.questions import filters_for, questions
from zhiping.asking.run import run
from zhiping.ui.kit.addresses import PAGES
from zhiping.ui.kit.headings import heading
from zhiping.ui.overview.warming import warm

columns = json.loads(sys.argv[1])
store = serving.store()


def ids(access, **filters):
    return [row["garden_id"] for row in run(store, "gardens/rows", access, **filters).rows]


def opened(name, **filters):
    app = AppTest.from_file("zhiping/contents.py", default_timeout=120)
    app._page_hash = calc_hash(PAGES[name].url_path)
    for key, value in filters.items():
        app.query_params[key] = value
    app.run()
    said = [*app.title, *app.subheader, *app.header, *app.markdown, *app.caption, *app.info, *app.warning]
    return {
        "failed": [str(one.value) for one in app.exception],
        "said": [str(one.value).replace(chr(92), "") for one in said],
        "figures": [one.label for one in app.metric],
        "labels": [
            [column["label"] for column in json.loads(one.proto.columns).values() if "label" in column]
            for one in app.dataframe
        ],
        "notices": [str(one.value) for one in app.warning],
    }


warm()
everybody = Access(DEMO_USER)
print(json.dumps({
    "menu": list(PAGES),
    "filters": {name: filters_for(name) for name in questions()},
    "keys": {key: (one.label, one.meaning) for key, one in FILTERS.items()},
    "headings": {name: {one: heading(one, name) for one in many} for name, many in columns.items()},
    "own_headings": {one: heading(one, "gardens/rows") for one in ("garden_id", "kind", "source", "area_code")},
    "today": opened("overview/today"),
    "page": opened("gardens/list"),
    "filtered": opened("gardens/list", plants="花卉"),
    "elsewhere": opened("tickets/funnel", plants="花卉"),
    "all": ids(everybody),
    "chosen": ids(everybody, plants="花卉"),
    "scoped": ids(Access(User("新城区", DEMO_USER.roles, "150102"))),
    "locked": ids(Access(DEMO_USER, {"plants": "蔬菜"})),
    "locked_page": run(store, "gardens/key_figures", Access(DEMO_USER, {"plants": "蔬菜"})).rows[0]["garden_count"],
    "tickets": [
        run(store, "tickets/key_figures", Access(DEMO_USER, locked)).rows[0]["ticket_count"]
        for locked in ({}, {"plants": "蔬菜"})
    ],
}, ensure_ascii=False))
"""


def _columns() -> dict[str, list[str]]:
    """Question -> the columns of its answer, as its golden file has them."""
    found = {}
    for name in questions():
        with (GOLDEN / f"{name}.csv").open(encoding="utf-8") as file:
            found[name] = next(csv.reader(file))
    return found


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product with the made-up system, its demonstration written by the product itself."""
    folder = copied_tree(tmp_path_factory.mktemp("tree"))
    shutil.copytree(MADE_UP, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    add_to_menu(folder, 'Entry("gardens/list", N_("菜园名单"), N_("菜园"))')
    run_in(folder, "-m", "zhiping.demo")
    for file in (folder / "data" / "demo").glob("*.csv"):
        if file.stem in DEMO_KEPT or (PROJECT / "data" / "demo" / file.name).exists():
            continue
        pytest.fail(f"{file.name} was written for nobody")
    return folder


@pytest.fixture(scope="module")
def seen(tree: Path) -> dict[str, Any]:
    """What the tree says of itself, with the demonstration of two systems."""
    for file in (tree / "data" / "demo").glob("*.csv"):
        if file.stem not in DEMO_KEPT:
            file.unlink()
    found: dict[str, Any] = json.loads(
        run_in(tree, json.dumps(_columns()), script=SEEN).strip().splitlines()[-1]
    )
    return found


def test_its_demonstration_is_written_beside_the_same_files_as_before(tree: Path) -> None:
    assert (tree / "data" / "demo" / "gardens.csv").exists()
    changed = [
        file.name
        for file in (tree / "data" / "demo").glob("*.csv")
        if file.stem != "gardens"
        and file.read_bytes() != (PROJECT / "data" / "demo" / file.name).read_bytes()
    ]
    assert changed == []


def test_it_stands_in_the_menu_and_its_page_runs_under_its_own_filter(seen: dict[str, Any]) -> None:
    assert "gardens/list" in seen["menu"]
    assert seen["page"]["failed"] == seen["filtered"]["failed"] == []
    assert any("用到 3 行" in said for said in seen["page"]["said"])
    assert any("用到 1 行" in said for said in seen["filtered"]["said"])
    assert "plants" in seen["filters"]["gardens/rows"]
    assert any("plants" in said for said in seen["elsewhere"]["notices"])  # 本页没有筛选条件


def test_its_columns_are_called_by_its_own_words(seen: dict[str, Any]) -> None:
    assert seen["own_headings"] == {
        "garden_id": "菜园编号",
        "kind": "种什么",
        "source": "种子从哪来",
        "area_code": "区划代码",
    }
    assert seen["page"]["labels"] == [["菜园编号", "种什么", "种子从哪来", "开园日期"]]


def test_the_words_and_filters_of_every_other_system_are_as_before(seen: dict[str, Any]) -> None:
    assert seen["headings"] == {
        name: {one: heading(one, name) for one in many} for name, many in _columns().items()
    }
    assert {name: seen["filters"][name] for name in questions()} == {
        name: filters_for(name) for name in questions()
    }
    assert {key: tuple(seen["keys"][key]) for key in FILTERS} == {
        key: (one.label, one.meaning) for key, one in FILTERS.items()
    }


def test_today_shows_its_card_and_its_exception_and_nothing_of_a_system_without_rows(
    seen: dict[str, Any],
) -> None:
    today = seen["today"]
    said = "\n".join(today["said"])
    assert today["failed"] == []
    assert "个菜园只种花" in said  # the finding
    assert "菜园" in today["said"]  # the heading of its card
    assert "菜园数" in today["figures"]
    assert len([label for label in today["figures"] if label == "菜园数"]) == 1
    assert not any(word in said for word in ("考核单位", "驿站", "小院"))
    assert len(today["figures"]) == 4  # three of the tickets, one of its own


def test_scope_and_locks_narrow_its_rows_and_no_other_system(seen: dict[str, Any]) -> None:
    assert seen["all"] == ["CY-1", "CY-2", "CY-3"]
    assert seen["chosen"] == ["CY-2"]
    assert seen["scoped"] == ["CY-3"]
    assert seen["locked"] == ["CY-1", "CY-3"]
    assert seen["locked_page"] == 2
    assert seen["tickets"][0] == seen["tickets"][1] > 0


def test_the_terminal_answers_it(tree: Path, seen: dict[str, Any]) -> None:
    asked = ("-m", "zhiping", "query", "gardens/rows", "--plants", "蔬菜")
    rows = list(csv.DictReader(io.StringIO(run_in(tree, *asked, "--format", "csv"))))
    assert [row["garden_id"] for row in rows] == seen["locked"]
    assert "种什么" in run_in(tree, *asked)
