"""The list of mutants is whole: each can be made, each is another fault, and the tests that it names exist."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.mutants.listed import (
    PROJECT,
    Mutant,
    Unfindable,
    mutants,
    mutated,
    node_ids,
    pattern,
    sources,
    texts_of_tests,
)

KINDS = {
    "cache key",
    "filter",
    "label",
    "limit",
    "missing values",
    "operator",
    "period",
    "permission",
    "rounding",
    "scope",
    "sort",
    "state",
}


@pytest.fixture(scope="module")
def texts() -> Mapping[Path, str]:
    return sources(PROJECT)


def test_each_has_a_name_of_its_own_and_all_kinds_are_tried() -> None:
    assert len({one.id for one in mutants()}) == len(mutants())
    assert {one.kind for one in mutants()} == KINDS


def test_the_rules_of_every_system_are_tried(texts: Mapping[Path, str]) -> None:
    rules = PROJECT / "queries" / "rules"
    tried = {mutated(one, texts)[0].parent for one in mutants()}
    assert {folder for folder in rules.iterdir() if folder.is_dir()} <= tried


def test_the_text_of_each_is_there_once_and_its_fault_is_no_other(texts: Mapping[Path, str]) -> None:
    unfindable, made = [], set()
    for one in mutants():
        try:
            file, text = mutated(one, texts)
        except Unfindable as error:
            unfindable.append(str(error))
            continue
        assert "".join(text.split()) != "".join(texts[file].split()), one.id
        assert text not in made, one.id
        made.add(text)
        if file.suffix == ".py":
            compile(text, str(file), "exec")
    assert unfindable == []


def test_the_tests_that_are_named_exist() -> None:
    tests = texts_of_tests(PROJECT)
    unfindable = []
    for test in sorted({test for one in mutants() for test in one.tests}):
        try:
            node_ids(test, tests, PROJECT)
        except Unfindable as error:
            unfindable.append(str(error))
    assert unfindable == []


def test_each_names_tests() -> None:
    assert [one.id for one in mutants() if not one.tests] == []


@pytest.mark.parametrize(
    ("find", "text", "is_found"),
    [
        ("if a > b:", "if a>b :", True),
        ("where x = 1 group by y", "where\n    x = 1\ngroup by y", True),
        ("share(a, b) as c", "share(\n    a,\n    b\n) as c", True),
        ("not a", "nota", False),
        ("a >= b", "a > b", False),
        ("(30, 90)", "(30, 900)", False),
    ],
)
def test_blanks_do_not_matter_except_between_two_words(find: str, text: str, is_found: bool) -> None:
    assert (pattern(find).search(text) is not None) == is_found


def test_a_text_that_is_there_twice_is_not_found() -> None:
    twice = {Path("a.py"): "x = 1", Path("b.py"): "x  =  1"}
    with pytest.raises(Unfindable, match="found 2 times a.py, b.py"):
        mutated(Mutant("x", "limit", "x = 1", "x = 2", ()), twice)


@pytest.mark.parametrize(
    ("test", "nodes"),
    [
        ("test_a", ["tests/old/test_a.py", "tests/test_a.py"]),
        ("test_one", ["tests/test_a.py::test_one"]),
        ("test_one[x/y]", ["tests/test_a.py::test_one[x/y]"]),
        ("test_a::test_two", ["tests/old/test_a.py::test_two"]),
    ],
)
def test_a_test_is_found_wherever_it_lies(test: str, nodes: list[str]) -> None:
    tests = {
        Path("/p/tests/old/test_a.py"): "def test_two() -> None:",
        Path("/p/tests/test_a.py"): "def test_one(x) -> None:",
    }
    assert node_ids(test, tests, Path("/p")) == nodes
    with pytest.raises(Unfindable):
        node_ids(f"{test}_s", tests, Path("/p"))
