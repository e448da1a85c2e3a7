"""The documents tell what the code does: generated ones are fresh, and the README's commands exist."""

import re

import pytest

from bench.peers import document as performance
from zhiping.contracts import DATASETS
from zhiping.documents import documents
from zhiping.settings import PROJECT


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_a_generated_document_is_fresh(path):
    assert path.read_text("utf-8") == documents()[path], "stale: run `make docs`"


def test_the_figures_of_performance_are_those_of_the_run_that_is_kept():
    fresh = performance.document(performance.kept_results())
    assert performance.DOCUMENT.read_text("utf-8") == fresh, "stale: run `make docs`"


def test_every_column_of_every_contract_is_documented():
    text = documents()[PROJECT / "docs" / "datasets.md"]
    for dataset in DATASETS.values():
        for column in dataset.columns:
            assert f"`{column.name}`" in text


def test_the_readme_names_only_commands_that_exist():
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)", (PROJECT / "README.md").read_text("utf-8")))
    assert {"run", "test"} <= named <= targets


def test_the_readme_shows_pictures_that_are_there():
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (PROJECT / "README.md").read_text("utf-8"))
    assert pictures
    assert all((PROJECT / picture).is_file() for picture in pictures)
