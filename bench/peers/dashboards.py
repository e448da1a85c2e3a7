"""The peers: how each is served, where its dashboard answers, and by what a browser knows that it has drawn."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

from bench.peers import servers
from zhiping.ui.look import numbers

BEGAN = date(2024, 1, 1)
DAYS_SHOWN = 30
TICKETS_A_DAY = 24 * 60


@dataclass(frozen=True)
class Drawing:
    """Where a kind of server draws in a browser, as a selector, and whether it is still at it, as JavaScript."""

    inside: str
    busy: str


STREAMLIT = Drawing(
    "[data-testid=stMain]",
    # its script runs, or the code of a part is still on its way
    "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState !== 'notRunning'"
    " || !!document.querySelector('[data-testid=stSkeleton]')",
)
DASH = Drawing(
    "#react-entry-point", "!!document.querySelector('._dash-loading, [data-dash-is-loading=true]')"
)


@dataclass(frozen=True)
class Peer:
    """`path`: of the page that is measured. `drawn`: what stands on it. `other`: path and text of a page to switch from.

    `shown`: what stands there under filters; None where it takes none.
    """

    name: str
    started: Callable[[], AbstractContextManager[servers.Server]]
    drawing: Drawing
    drawn: str
    path: str = "/"
    other: tuple[str, str] | None = None
    shown: Callable[[Mapping[str, str]], str] | None = None

    def address(self, filters: Mapping[str, str] | None = None) -> str:
        """The path with filters."""
        return self.path + (f"?{urlencode(filters)}" if filters else "")


def never_seen(count: int) -> Iterator[dict[str, str]]:
    """Periods without end, no two alike, within the time of so many tickets."""
    span = max(1, count // TICKETS_A_DAY - DAYS_SHOWN)
    number = 0
    while True:
        since = BEGAN + timedelta(number % span)
        until = since + timedelta(DAYS_SHOWN + number // span)
        yield {"since": f"{since}", "until": f"{until}"}
        number += 1


def _as_written(filters: Mapping[str, str]) -> str:
    return "，".join(f"{key}={value}" for key, value in filters.items())


def _as_told(filters: Mapping[str, str]) -> str:
    return numbers.period(date.fromisoformat(filters["since"]), date.fromisoformat(filters["until"]))


def peers(table: Path, store: Path) -> tuple[Peer, ...]:
    """All of them. `table`: the tickets as a DuckDB file, `store`: the same as a store of ours."""
    rival = {"BENCH_TICKETS": str(table)}
    ours = {"ZHIPING_DATA": str(store), "ZHIPING_DEMO": "0"}

    def product() -> AbstractContextManager[servers.Server]:
        return servers.streamlit("app.py", **ours)

    return (
        Peer(
            "empty",
            lambda: servers.streamlit("bench/peers/rivals/empty.py"),
            STREAMLIT,
            "第一页",
            other=("/second", "第二页"),
        ),
        Peer(
            "plain",
            lambda: servers.streamlit("bench/peers/rivals/plain.py", **rival),
            STREAMLIT,
            "超时工单",
            shown=_as_written,
        ),
        Peer(
            "dash",
            lambda: servers.dash(1, **rival),
            DASH,
            "超时工单",
            shown=_as_written,
        ),
        Peer(
            "dash, 2 workers",
            lambda: servers.dash(2, **rival),
            DASH,
            "超时工单",
            shown=_as_written,
        ),
        Peer("ours, today", product, STREAMLIT, "今日态势", other=("/tickets-funnel", "工单漏斗")),
        Peer(
            "ours, tickets",
            product,
            STREAMLIT,
            "工单漏斗",
            path="/tickets-funnel",
            other=("/", "今日态势"),
            shown=_as_told,
        ),
    )
