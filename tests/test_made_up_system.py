"""A system that nobody had thought of is found everywhere, and no other system notices it.

Its files lie in tests/made_up/ as they would in the tree; besides them one line goes into the menu: the first recipe
of docs/architecture.md.
"""

import csv
import hashlib
import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.queries.conftest import WORKED_FILLINGS
from tests.templates import copied
from tests.trees import PROJECT, add_to_menu, copied_tree, run_in
from zhiping.asking.filters import FILTERS
from zhiping.asking.questions import filters_for, questions
from zhiping.ui.look.headings import heading

MADE_UP = PROJECT / "tests" / "made_up"
GOLDEN = PROJECT / "tests" / "golden"
DEMO_KEPT = ("areas", "tickets", "gardens")  # a first start of all of them would take half a minute

# What the tree says of itself, asked in a process of its own.
SEEN = """
import json, sys
from datetime import datetime
from pathlib import Path
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from tests.queries.test_golden import GOLDEN, answered
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access, User
from zhiping.asking.filters import FILTERS
from zhiping.asking.questions import filters_for, questions
from zhiping.asking.run import run
from zhiping.settings import settings_from
from zhiping.store.publishing import Store
from zhiping.ui.kit.addresses import PAGES
from zhiping.ui.look.headings import heading
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


# Over the store of hand-made rows: whose answers are not their golden files'.
others = [name for name in questions() if name.endswith("choices") and not name.startswith("gardens")]
worked = Store(settings_from({}, data=Path(sys.argv[2])))
wrong = [name for name in others if answered(worked, name) != (GOLDEN / f"{name}.csv").read_text("utf-8")]
worked.close()

warm()
everybody = Access(DEMO_USER)
print(json.dumps({
    "others": len(others),
    "wrong": wrong,
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


@dataclass(frozen=True)
class Made:
    """The product with the made-up system. `before`, `after`: file -> its content's hash, without it and with it."""

    tree: Path
    before: dict[str, str]
    after: dict[str, str]


def _hashes(tree: Path) -> dict[str, str]:
    """Every file of the tree that a developer writes -> its content's hash; not what running leaves."""
    return {
        str(path.relative_to(tree)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in tree.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The recipe's steps: its demonstration and the documents are written by the product itself."""
    tree = copied_tree(tmp_path_factory.mktemp("tree"))
    before = _hashes(tree)
    shutil.copytree(MADE_UP, tree, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    add_to_menu(tree, 'Entry("gardens/list", N_("菜园名单"), N_("菜园"))')
    run_in(tree, "-m", "zhiping.demo")
    run_in(tree, "-m", "zhiping", "docs")
    return Made(tree, before, _hashes(tree))


@pytest.fixture(scope="module")
def seen(made: Made, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the tree says of itself, with the demonstration of two systems."""
    tree = made.tree
    for file in (tree / "data" / "demo").glob("*.csv"):
        if file.stem not in DEMO_KEPT:
            file.unlink()
    shutil.copytree(PROJECT / "tests", tree / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    worked = copied(tmp_path_factory, tmp_path_factory.mktemp("worked") / "store", *WORKED_FILLINGS)
    said = run_in(tree, json.dumps(_columns()), str(worked), script=SEEN)
    found: dict[str, Any] = json.loads(said.strip().splitlines()[-1])
    return found


def test_the_first_recipe_needs_files_of_its_own_and_one_line_in_the_menu(made: Made) -> None:
    """What differs afterwards is what the recipe names; the demonstrations of the others are as before."""
    assert made.before.keys() <= made.after.keys()
    changed = {name for name, digest in made.before.items() if made.after[name] != digest}
    assert changed == {"zhiping/ui/kit/addresses.py", "docs/datasets.md", "docs/measures.md"}
    new = made.after.keys() - made.before.keys()
    assert {name for name in new if "gardens" not in name} == set()
    assert "data/demo/gardens.csv" in new


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


def test_the_questions_of_every_other_system_are_answered_as_before(seen: dict[str, Any]) -> None:
    assert seen["others"] > 0
    assert seen["wrong"] == []


def test_the_terminal_answers_it(made: Made, seen: dict[str, Any]) -> None:
    asked = ("-m", "zhiping", "query", "gardens/rows", "--plants", "蔬菜")
    rows = list(csv.DictReader(io.StringIO(run_in(made.tree, *asked, "--format", "csv"))))
    assert [row["garden_id"] for row in rows] == seen["locked"]
    assert "种什么" in run_in(made.tree, *asked)
