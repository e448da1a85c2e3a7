"""`make bench-peers`: our pages beside the same dashboard made by others, on the same tickets; one run, one file of results.

Each peer by itself, in turn: a real Chromium comes for the first time, by a filtered link, again, from another page, and
changes the filter to what nobody has seen; then viewers without a browser ask for views all at once, and sessions pile up.
Last the questions alone, beside bare DuckDB. Everything is bounded by count and by time, about 20 minutes in all.

    python -m bench.peers [--tickets 20000] [--rounds 1] [--seconds 2] [--sessions 5] [--only dash] [--into FILE]
"""

import argparse
import json
import os
import platform
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from bench import tickets
from bench.peers import questions, wire
from bench.peers.dashboards import Peer, never_seen, peers
from bench.peers.servers import DASH, Server
from bench.peers.watched import CHROMIUM, Watched, watched
from zhiping import clock
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.contracts import DATASETS
from zhiping.settings import PROJECT, settings_from
from zhiping.store.publishing import Store
from zhiping.upload.intake import Intake

RESULTS = PROJECT / "bench" / "results" / "peers.json"
TICKETS, ROUNDS, SECONDS, SESSIONS = 1_000_000, 5, 8.0, 100
VIEWERS = (1, 4, 16)
SEEN = 16  # filters that have been looked at before, which the many viewers ask for
SECONDS_OF_SESSIONS = 60.0
PACKAGES = ("streamlit", "duckdb", "plotly")

Measures = dict[str, list[float]]


def say(text: str) -> None:
    """A line of progress, with the time that has passed."""
    print(f"{time.monotonic() - _BEGAN:6.0f} s  {text}", flush=True)


def in_browser(browser: Watched, peer: Peer, server: Server, rounds: int, filters: Iterator[Any]) -> Measures:
    """What a viewer waits for, each thing so many times: seconds, bytes, and the server's processor time."""
    found: Measures = {}

    def note(name: str, action: Callable[[], float]) -> None:
        before = server.cpu()
        found.setdefault(f"{name} s", []).append(action())
        found.setdefault(f"{name}, server CPU s", []).append(server.cpu() - before)

    with browser.tab(peer, server) as tab:  # what every server does once
        tab.open(peer.address(), peer.drawn)
    for _round in range(rounds):
        with browser.tab(peer, server) as tab:
            note("cold open", partial(tab.open, peer.address(), peer.drawn))
            found.setdefault("HTTP KB", []).append(tab.http_bytes / 1000)
            found.setdefault("web socket KB", []).append(tab.socket_bytes / 1000)
            note("reload", partial(tab.reload, peer.drawn))
            if peer.other:
                tab.go_to(*peer.other)
                note("page switch", partial(tab.go_to, peer.address(), peer.drawn))
        if peer.shown:
            with browser.tab(peer, server) as tab:
                note("shared link, never seen", _come(tab.open, peer, next(filters)))
                note("filter, never seen", _come(tab.go_to, peer, next(filters)))
                note("filter, never seen", _come(tab.go_to, peer, next(filters)))
    return found


def _come(way: Callable[[str, str], float], peer: Peer, filters: Mapping[str, str]) -> Callable[[], float]:
    assert peer.shown
    shown = peer.shown(filters)
    return partial(way, peer.address(filters), shown)


def at_the_wire(
    peer: Peer, server: Server, seen: list[dict[str, str]], seconds: float, sessions: int
) -> Measures:
    """What many viewers at once get, and what their sessions hold."""
    if not peer.shown:
        seen = [{}]
    found: Measures = {"memory at 1 session MB": [wire.memory_with(peer, server, 1, seen[0], seconds)[0]]}
    with wire.viewer(peer, server) as view:
        for filters in seen:
            view(filters)
        for filters in seen:
            before = server.cpu()
            view(filters)
            found.setdefault("view, seen, server CPU s", []).append(server.cpu() - before)
    for viewers in VIEWERS:
        name = f"views/s at {viewers}"
        found[name] = [wire.views_a_second(peer, server, viewers, seen, seconds)]
    memory, opened = wire.memory_with(peer, server, sessions, seen[0], SECONDS_OF_SESSIONS)
    found["memory at many sessions MB"], found["sessions"] = [memory], [opened]
    return found


def publish(sheet: Path, store: Store) -> None:
    """The tickets as a clerk would upload them."""
    with closing(Intake(store, Access(DEMO_USER), DATASETS["tickets"], sheet, now=clock.now())) as intake:
        assert intake.checked.fault_count == 0, intake.checked.faults[:3]
        intake.publish()


def machine() -> dict[str, Any]:
    """What it was measured on: no names, no paths."""
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    ]
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    dash = subprocess.run(
        [DASH.with_name("python"), "-c", "from importlib.metadata import version as v; print(v('dash'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    chromium = subprocess.run([CHROMIUM, "--version"], capture_output=True, text=True, check=True)
    return {
        "processor": models[0] if models else platform.machine(),
        "cores": os.cpu_count(),
        "memory GB": round(pages / 1e9),
        "load before": os.getloadavg()[0],
        "python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
        "dash": dash.stdout.strip(),
        "chromium": chromium.stdout.split()[-1],
    }


def main() -> None:
    """Measure, say what is being done, and write the results."""
    described = argparse.ArgumentParser(
        prog="python -m bench.peers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    described.add_argument("--tickets", type=int, default=TICKETS)
    described.add_argument("--rounds", type=int, default=ROUNDS)
    described.add_argument("--seconds", type=float, default=SECONDS)
    described.add_argument("--sessions", type=int, default=SESSIONS)
    described.add_argument("--only", action="append", metavar="PEER")
    described.add_argument("--into", type=Path, default=RESULTS)
    given = described.parse_args()
    results: dict[str, Any] = {
        "day": f"{clock.now():%Y-%m-%d}",
        "tickets": given.tickets,
        "rounds": given.rounds,
    }
    results |= {"machine": machine(), "peers": {}}
    filters = never_seen(given.tickets)
    seen = list(islice(filters, SEEN))
    with tempfile.TemporaryDirectory() as name, watched() as browser:
        folder = Path(name)
        sheet, table, store = folder / "tickets.csv", folder / "tickets.duckdb", folder / "store"
        say(f"{given.tickets:,} tickets")
        tickets.write_sheet(sheet, given.tickets)
        tickets.write_table(table, given.tickets)
        with closing(Store(settings_from(data=store))) as opened:
            publish(sheet, opened)
        for peer in peers(table, store):
            if given.only and peer.name not in given.only:
                continue
            say(peer.name)
            with peer.started() as server:
                found = in_browser(browser, peer, server, given.rounds, filters)
                say("  many viewers")
                found |= at_the_wire(peer, server, seen, given.seconds, given.sessions)
            results["peers"][peer.name] = found
            for measure, values in found.items():
                say(f"    {measure:<40} {median(values):10.2f}  ({min(values):.2f}-{max(values):.2f})")
        say("questions")
        results["questions"] = questions.bench(table, store, given.tickets, given.rounds)
        for who, measures in results["questions"].items():
            for measure, values in measures.items():
                say(f"    {who}, {measure:<20} {median(values):10.1f} ms CPU")
    given.into.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
    say(f"written: {given.into.name}")


_BEGAN = time.monotonic()
if __name__ == "__main__":
    main()
