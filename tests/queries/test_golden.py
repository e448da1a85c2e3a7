"""Every question answers as its golden file says; `pytest --golden` writes those anew, to be read by a person."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.given import given
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.questions import filters_for, questions
from zhiping.asking.run import run, run_first
from zhiping.store.publishing import Store

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
# What a question about one thing is asked for.
NAMED = {
    "ticket": "G16",
    "courtyard": "K10",
    "station": "S01",
    "at": "2025-11-04T12:00",
    "sought": "1",
    **given("NAMED"),
}


def _cell(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, float) else "" if value is None else str(value)


def answered(store: Store, name: str) -> str:
    """What a question answers over the worked store, as its golden file writes it."""
    taken = filters_for(name)
    filters: dict[str, Any] = {key: value for key, value in NAMED.items() if key in taken}
    answer = run(store, name, Access(DEMO_USER), **filters)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_cell(value) for value in row.values()] for row in answer.rows)
    return text.getvalue()


@pytest.mark.parametrize("name", questions())
def test_a_question_answers_as_its_golden_file_says(
    name: str, worked_store: Store, request: pytest.FixtureRequest
) -> None:
    found = answered(worked_store, name)
    assert found.count("\n") > 1, "a golden file without a row shows nothing"
    golden = GOLDEN / f"{name}.csv"
    if request.config.getoption("--golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(found, "utf-8")
    assert golden.exists(), "no golden file yet: `pytest --golden` writes it"
    assert found == golden.read_text("utf-8")


@pytest.mark.parametrize("name", ["tickets/overdue", "appraisal/ranking"])
def test_the_first_rows_are_those_of_all_in_their_order(name: str, worked_store: Store) -> None:
    everything = run(worked_store, name, Access(DEMO_USER)).rows
    assert len(everything) > 2
    assert run_first(worked_store, name, Access(DEMO_USER), 2).rows == everything[:2]
    assert run(worked_store, name, Access(DEMO_USER)).rows == everything, "kept answers are told apart"


def test_there_is_no_golden_file_without_a_question() -> None:
    files = {str(path.relative_to(GOLDEN).with_suffix("")) for path in GOLDEN.rglob("*.csv")}
    assert files - set(questions()) == set()
