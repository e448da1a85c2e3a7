"""docs/architecture.md says what is so: its picture, the functions that it names, and its first recipe."""

import hashlib
import json
import re
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.architecture import DOCUMENT, drawn, imports
from tests.queries.conftest import WORKED_FILLINGS
from tests.templates import copied
from tests.trees import PROJECT, add_to_menu, copied_tree, run_in

MADE_UP = PROJECT / "tests" / "made_up"
NAMED = sorted(set(re.findall(r"`(zhiping(?:\.\w+)+)`", DOCUMENT.read_text("utf-8"))))
# What the tree says over its demonstration, and whose answers over the store of hand-made rows are not their golden files'.
SAID = """
import json, sys
from pathlib import Path
from tests.queries.test_golden import GOLDEN, answered
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.questions import questions
from zhiping.asking.run import run
from zhiping.settings import settings_from
from zhiping.store.publishing import Store

answer = run(serving.store(), "gardens/rows", Access(DEMO_USER))
others = [name for name in questions() if name.endswith("choices") and not name.startswith("gardens")]
worked = Store(settings_from({}, data=Path(sys.argv[1])))
wrong = [name for name in others if answered(worked, name) != (GOLDEN / f"{name}.csv").read_text("utf-8")]
print(json.dumps({"columns": answer.columns, "rows": len(answer.rows), "others": len(others), "wrong": wrong}))
"""


def test_its_picture_is_that_of_today() -> None:
    assert drawn(DOCUMENT.read_text("utf-8")) == DOCUMENT.read_text("utf-8"), "stale: `make docs`"


def test_the_picture_shows_a_house_whose_layers_only_reach_down() -> None:
    below = imports()
    assert {"asking", "store", "ui/kit", "ui/<system>"} <= set(below)
    assert "asking" not in below["store"]
    assert not any(box.startswith("ui/") for box in below["asking"])


@pytest.mark.parametrize("name", NAMED)
def test_what_it_names_is_there(name: str) -> None:
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: Any = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part)
        return
    pytest.fail(f"{name} is nowhere")


def _hashes(tree: Path) -> dict[str, str]:
    """Every file of the tree that a developer writes -> its content's hash; not what running leaves."""
    return {
        str(path.relative_to(tree)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in tree.rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and "store" not in path.relative_to(tree).parts[:1]
    }


def test_the_first_recipe_needs_files_of_its_own_and_one_line_in_the_menu(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Steps 1 to 7 for the made-up system: what differs afterwards is what the recipe names, and it runs."""
    tree = copied_tree(tmp_path / "tree")
    before = _hashes(tree)
    shutil.copytree(MADE_UP, tree, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    add_to_menu(tree, 'Entry("gardens/list", N_("菜园名单"), N_("菜园"))')
    run_in(tree, "-m", "zhiping.demo")
    run_in(tree, "-m", "zhiping", "docs")
    after = _hashes(tree)
    assert before.keys() <= after.keys()
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {"zhiping/ui/kit/addresses.py", "docs/datasets.md", "docs/measures.md"}
    assert {name for name in after.keys() - before.keys() if "gardens" not in name} == set()
    for file in (tree / "data" / "demo").glob("*.csv"):
        if file.stem not in ("areas", "gardens"):
            file.unlink()  # a first start of all of them would take half a minute
    shutil.copytree(PROJECT / "tests", tree / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    worked = copied(tmp_path_factory, tmp_path / "worked", *WORKED_FILLINGS)
    said = json.loads(run_in(tree, str(worked), script=SAID).splitlines()[-1])
    assert "garden_id" in said["columns"]
    assert said["rows"] == 3
    assert said["others"] > 0
    assert said["wrong"] == []
