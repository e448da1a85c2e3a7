"""What the questions of pages cost where no answer is kept: the demonstration, stood up as a server does.

`python -m bench.questions [page ...]`: the named pages (all: every page) instead of 今日态势 alone, and the slowest
questions of them. Asked for who sees all, then for who sees one district.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking import run as asking
from zhiping.asking.questions import Question
from zhiping.asking.run import forget_answers, run_first
from zhiping.settings import PROJECT
from zhiping.ui.kit import view
from zhiping.ui.kit.addresses import OVERVIEW, PAGES

ROUNDS = 5
AIM = 150  # ms of processor time, of 今日态势
SLOWEST = 10
DISTRICT = "150105"

Call = tuple[tuple[Any, ...], dict[str, Any]]


def _calls(page: AppTest, name: str) -> list[Call]:
    """What a page asks, each once: asked again it comes from the answers that are kept."""
    calls: list[Call] = []

    def noted(*given: Any, **named: Any) -> Any:
        if (given, named) not in calls:
            calls.append((given, named))
        return run_first(*given, **named)

    if name != OVERVIEW:
        page.switch_page(PAGES[name].path)
    with patch.object(view, "run_first", noted):
        page.run()
    assert not page.exception, page.exception
    return calls


def _of_a_district(calls: Sequence[Call]) -> list[Call]:
    """The same, asked by who sees one district alone."""
    reader = Access(replace(DEMO_USER, scope=DISTRICT))
    return [((store, question, reader, *more), named) for (store, question, _access, *more), named in calls]


def _milliseconds(calls: Sequence[Call]) -> float:
    """Processor time of all threads for asking everything anew: the least of some rounds, for others are at work too."""
    took = []
    for _round in range(ROUNDS):
        forget_answers()
        began = time.process_time()
        for given, named in calls:
            run_first(*given, **named)
        took.append(time.process_time() - began)
    return 1000 * min(took)


def _each(calls: Sequence[Call]) -> dict[str, float]:
    """Question -> ms of processor time of its SQL, the least of some rounds; of several askings the longest."""
    found: dict[str, float] = {}
    really = asking._rows
    once: list[tuple[str, float]] = []

    def timed(cursor: Any, question: Question, values: dict[str, Any], most: int | None) -> Any:
        began = time.process_time()
        rows = really(cursor, question, values, most)
        once.append((question.name, 1000 * (time.process_time() - began)))
        return rows

    rounds = []
    with patch.object(asking, "_rows", timed):
        for _round in range(ROUNDS):
            forget_answers()
            once.clear()
            for given, named in calls:
                run_first(*given, **named)
            rounds.append(list(once))
    for asked in zip(*rounds, strict=True):
        name = asked[0][0]
        found[name] = max(found.get(name, 0), min(ms for _name, ms in asked))
    return found


def bench(folder: Path, names: Sequence[str] = (OVERVIEW,)) -> None:
    """Print what the questions of these pages take, and which of them take longest."""
    settings = {"ZHIPING_DATA": str(folder / "questions"), "ZHIPING_DEMO": "1"}
    slowest: dict[str, float] = {}
    with patch.dict("os.environ", settings):
        page = AppTest.from_file(str(PROJECT / "zhiping" / "contents.py"), default_timeout=300)
        page.run()
        for name in names:
            calls = _calls(page, name)
            aim = f" (aim {AIM} ms)" if name == OVERVIEW else ""
            print(
                f"{name:<26} {len(calls):3} questions {_milliseconds(calls):7.0f} ms CPU{aim},"
                f" {_milliseconds(_of_a_district(calls)):.0f} ms for who sees one district"
            )
            for question, ms in _each(calls).items():
                slowest[question] = max(slowest.get(question, 0), ms)
        serving.forget_store()
    for question, ms in sorted(slowest.items(), key=lambda one: -one[1])[:SLOWEST]:
        print(f"    {question:<30} {ms:7.1f} ms CPU")


if __name__ == "__main__":
    asked = sys.argv[1:] or [OVERVIEW]
    with tempfile.TemporaryDirectory() as place:
        bench(Path(place), list(PAGES) if asked == ["all"] else asked)
