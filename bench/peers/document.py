"""docs/performance.md, from the results of the last run that was kept. `make docs` writes it; a test fails when it is stale."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from zhiping.settings import PROJECT

RESULTS = PROJECT / "bench" / "results" / "peers.json"
DOCUMENT = PROJECT / "docs" / "performance.md"
FULL, QUIET = 1_000_000, 0.5  # tickets, and load of the machine before

Results = Mapping[str, Any]
_TODAY, _TICKETS = "ours, today", "ours, tickets"
_TEXT = """<!-- Made by `make docs` from bench/results/peers.json; a test fails when it is stale. -->
# Performance

The dashboard of 工单漏斗 beside the same one made by others: four figures, the funnel, the trend by month and class, the most
frequent categories, a table of areas, filters from the address. `make bench-peers` measures all of it in one run, each peer by
itself, in headless Chromium and at its socket; the rivals are in bench/peers/rivals. An empty Streamlit page is the floor under
ours; bare DuckDB answers the same questions by the shortest SQL that a person would write.

{measured}

## Bars

| what | ours | beside | ratio | bar | |
|---|---|---|---|---|---|
{bars}

A ratio is of medians. A missed bar stays where it is.

## What a viewer waits for

{cold}

{filters}

Seconds until the last change of the page; of each the median (least-most).

{waits}

## What it costs the server

{costs}

## The questions alone

Milliseconds of processor time for all questions behind the page, beside bare DuckDB's five.

{questions}

## Not measured here

More than one process of ours (the store has one writer, and the server is that one); 10,000,000 tickets (`python -m
bench.peers --tickets 10000000` measures them); a network, which is slower than a loopback: there kilobytes count for more.
"""
_WAITS = (
    "cold open s",
    "shared link, never seen s",
    "reload s",
    "page switch s",
    "filter, never seen s",
)
_COSTS = (
    "cold open, server CPU s",
    "filter, never seen, server CPU s",
    "view, seen, server CPU s",
    "views/s at 1",
    "views/s at 4",
    "views/s at 16",
    "memory at 1 session MB",
    "memory at many sessions MB",
    "sessions",
    "HTTP KB",
    "web socket KB",
)


@dataclass(frozen=True)
class Bar:
    """What is asked: a figure of ours against one of another, at most (or at least) so many times."""

    label: str
    ours: tuple[str, str]
    beside: tuple[str, str]
    limit: float
    is_at_least: bool = False


BARS = (
    Bar("今日态势, cold open s / empty Streamlit", (_TODAY, "cold open s"), ("empty", "cold open s"), 1.15),
    Bar("工单漏斗, cold open s / Dash", (_TICKETS, "cold open s"), ("dash", "cold open s"), 1.0),
    Bar(
        "工单漏斗, filtered link s / Dash",
        (_TICKETS, "shared link, never seen s"),
        ("dash", "shared link, never seen s"),
        1.0,
    ),
    Bar(
        "page switch to 工单漏斗 s / empty Streamlit",
        (_TICKETS, "page switch s"),
        ("empty", "page switch s"),
        2.0,
    ),
    Bar(
        "page switch to 今日态势 s / empty Streamlit",
        (_TODAY, "page switch s"),
        ("empty", "page switch s"),
        2.0,
    ),
    Bar(
        "filter never seen s / Dash",
        (_TICKETS, "filter, never seen s"),
        ("dash", "filter, never seen s"),
        1.0,
    ),
    Bar(
        "filter never seen, server CPU s / Dash",
        (_TICKETS, "filter, never seen, server CPU s"),
        ("dash", "filter, never seen, server CPU s"),
        1.0,
    ),
    Bar(
        "views/s at 16 viewers / plain Streamlit",
        (_TICKETS, "views/s at 16"),
        ("plain", "views/s at 16"),
        2.0,
        is_at_least=True,
    ),
    Bar("questions unfiltered, CPU ms / bare DuckDB", ("ours", "unfiltered"), ("bare", "unfiltered"), 1.0),
    Bar("questions never seen, CPU ms / bare DuckDB", ("ours", "never seen"), ("bare", "never seen"), 3.0),
)


def document(results: Results) -> str:
    """The text of docs/performance.md."""
    peers = results["peers"]
    return _TEXT.format(
        measured=_measured(results),
        bars="\n".join(_bar_line(bar, peers | results["questions"]) for bar in BARS),
        cold=_picture("Cold open, seconds", peers, "cold open s"),
        filters=_picture("Filter never seen before, seconds", peers, "filter, never seen s"),
        waits=_table(peers, _WAITS),
        costs=_table(peers, _COSTS),
        questions=_table(results["questions"], ("unfiltered", "never seen")),
    )


def kept_results() -> Results:
    """The results of the run that is kept."""
    found: Results = json.loads(RESULTS.read_text("utf-8"))
    return found


def _measured(results: Results) -> str:
    machine = dict(results["machine"])
    load = machine.pop("load before")
    told = ", ".join(f"{name} {value}" for name, value in machine.items())
    text = (
        f"Measured {results['day']} on {results['tickets']:,} tickets, {results['rounds']} rounds: {told}; "
        f"load before {load:.1f}."
    )
    if results["tickets"] < FULL or load > QUIET:
        text += (
            "\n\n**A trial, not a measurement**: fewer tickets than a million, or a machine that was at work "
            "otherwise. Only ratios of processor time mean anything, and those little."
        )
    return text


def _bar_line(bar: Bar, found: Results) -> str:
    ours, beside = (median(found[who][measure]) for who, measure in (bar.ours, bar.beside))
    ratio = ours / beside if beside else float("inf")
    is_met = ratio >= bar.limit if bar.is_at_least else ratio <= bar.limit
    sign = "≥" if bar.is_at_least else "≤"
    verdict = "met" if is_met else "**missed**"
    return f"| {bar.label} | {_number(ours)} | {_number(beside)} | {ratio:.2f} | {sign} {bar.limit} | {verdict} |"


def _table(found: Results, measures: tuple[str, ...]) -> str:
    lines = ["| | " + " | ".join(found) + " |", "|---" * (len(found) + 1) + "|"]
    for measure in measures:
        cells = [_cell(values.get(measure)) for values in found.values()]
        lines.append(f"| {measure} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(values: list[float] | None) -> str:
    if not values:
        return "–"
    if len(values) == 1:
        return _number(values[0])
    return f"{_number(median(values))} ({_number(min(values))}-{_number(max(values))})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def _picture(title: str, peers: Results, measure: str) -> str:
    found = {name: median(values[measure]) for name, values in peers.items() if measure in values}
    names = ", ".join(f'"{name}"' for name in found)
    return "\n".join(
        [
            "```mermaid",
            "xychart-beta",
            f'    title "{title}"',
            f"    x-axis [{names}]",
            f"    bar [{', '.join(f'{value:.2f}' for value in found.values())}]",
            "```",
        ]
    )


if __name__ == "__main__":
    DOCUMENT.write_text(document(kept_results()), "utf-8")
