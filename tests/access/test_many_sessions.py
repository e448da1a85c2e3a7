"""Many who have signed in at once: nobody gets an error, or a figure of another's area; what a session weighs is told."""

import itertools
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.access.wire import Tab, tab_of
from tests.conftest import Server, started_server
from tests.effort import IS_WHOLE
from tests.publishing import publish_texts
from tests.templates import copied, filling, shipped
from zhiping import clock
from zhiping.access import accounts, sessions
from zhiping.access.accounts import Rights
from zhiping.access.permissions import LEADER
from zhiping.access.state import State
from zhiping.settings import settings_from
from zhiping.ui.kit.visitor import SESSION

SESSIONS, SECONDS = (200, 60) if IS_WHOLE else (12, 4)
A_SECOND = 5
MOST_KILOBYTES_A_SESSION = 8_000
# Area -> how many tickets it has, another number in each and no part of another one.
AREAS = {"150102": 211, "150103": 322, "150104": 433, "150105": 544}
HEADER = "工单编号,区划代码,工单类别,诉求类别,派单时间\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, State]]:
    folder: Path = tmp_path_factory.mktemp("many")
    data = copied(tmp_path_factory, folder / "store", shipped)
    with filling(data) as store:
        for area, count in AREAS.items():
            rows = "".join(f"{area}-{n},{area}000000,A,供热供暖,2025-10-01 09:00\n" for n in range(count))
            publish_texts(store, {"tickets": HEADER + rows}, prefix=area, area=area, as_of=clock.now())
    state = State(settings_from({}, data=data).state)
    for area in AREAS:
        accounts.add(state, area, Rights(frozenset({LEADER}), area), clock.now())
        accounts.set_password(state, area, "牧场-二十七-Xilin")
    with started_server(folder, ZHIPING_DEMO="0") as server:
        yield server, state
    state.close()


def kilobytes(server: Server) -> int:
    """What the server holds in memory."""
    lines = Path(f"/proc/{server.pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def rows_used(sent: bytes) -> set[int]:
    """Which of the numbers of AREAS the data line tells."""
    return {count for count in AREAS.values() if f"用到 {count} 行".encode() in sent}


def test_each_sees_the_figures_of_their_own_area(office: tuple[Server, State]) -> None:
    server, state = office
    areas = list(itertools.islice(itertools.cycle(AREAS), SESSIONS))
    wrong: list[object] = []
    with ExitStack() as stack:

        def signed_in(area: str) -> Tab:
            account = accounts.found(state, area)
            assert account
            return stack.enter_context(tab_of(server, {SESSION: sessions.begin(state, account, clock.now())}))

        first = signed_in(areas[0])
        first.run("tickets/overdue", "period=all")
        before = kilobytes(server)
        tabs = [(area, signed_in(area), threading.Lock()) for area in areas]
        turns = itertools.cycle(tabs)
        until = time.monotonic() + SECONDS

        def look(area: str, tab: Tab, alone: threading.Lock) -> None:
            with alone:
                found = tab.run("tickets/overdue", "period=all")
            if rows_used(found) != {AREAS[area]} or b"stException" in found:
                wrong.append((area, rows_used(found)))

        with ThreadPoolExecutor(8) as threads:
            looked = [threads.submit(look, *one) for one in tabs]
            while time.monotonic() < until:
                looked.append(threads.submit(look, *next(turns)))
                time.sleep(1 / A_SECOND)
            for one in looked:
                one.result()
        weight = (kilobytes(server) - before) // SESSIONS
    print(f"{len(looked)} runs of {SESSIONS} sessions; {weight} KB a session")
    assert wrong == []
    assert weight < MOST_KILOBYTES_A_SESSION
