"""What the questions behind 工单漏斗 cost beside bare DuckDB's five, in processor time of all threads."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from bench.peers.dashboards import never_seen
from bench.peers.rivals import bare
from zhiping import serving
from zhiping.asking.run import forget_answers, run_first
from zhiping.settings import PROJECT
from zhiping.ui.kit import view
from zhiping.ui.kit.addresses import PAGES

PAGE = "tickets/funnel"
SECONDS_TO_DRAW = 120
_Call = tuple[tuple[Any, ...], dict[str, Any]]


def bench(table: Path, store: Path, tickets: int, rounds: int) -> dict[str, dict[str, list[float]]]:
    """Milliseconds of each round, of ours and of bare DuckDB: without a filter, and under filters never seen."""
    filters = list(islice(never_seen(tickets), rounds))
    found: dict[str, dict[str, list[float]]] = {}
    with bare.opened(table) as con:
        bare.answers(con, {})
        found["bare"] = {
            "unfiltered": [_milliseconds(partial(bare.answers, con, {})) for _round in range(rounds)],
            "never seen": [_milliseconds(partial(bare.answers, con, one)) for one in filters],
        }
    settings = {"ZHIPING_DATA": str(store), "ZHIPING_DEMO": "0"}
    with patch.dict("os.environ", settings):
        serving.store().versions.serve()
        whole = _calls({"period": "all"})
        _ask(whole)
        found["ours"] = {
            "unfiltered": [_milliseconds(partial(_ask, whole)) for _round in range(rounds)],
            "never seen": [_milliseconds(partial(_ask, one)) for one in map(_calls, filters)],
        }
        serving.forget_store()
    return found


def _calls(filters: Mapping[str, str]) -> list[_Call]:
    """What the page asks under filters, each question once."""
    calls: list[_Call] = []

    def noted(*given: Any, **named: Any) -> Any:
        if (given, named) not in calls:
            calls.append((given, named))
        return run_first(*given, **named)

    page = AppTest.from_file(str(PROJECT / "zhiping" / "contents.py"), default_timeout=SECONDS_TO_DRAW)
    page.run()
    page.switch_page(PAGES[PAGE].path)
    for key, value in filters.items():
        page.query_params[key] = value
    with patch.object(view, "run_first", noted):
        page.run()
    assert not page.exception, page.exception
    return calls


def _ask(calls: list[_Call]) -> None:
    forget_answers()
    for given, named in calls:
        run_first(*given, **named)


def _milliseconds(action: Callable[[], Any]) -> float:
    began = time.process_time()
    action()
    return 1000 * (time.process_time() - began)
