"""The one store of this process and the small state beside it, opened at first use.

DuckLake's catalogue takes one opener; every session, callback and route of the server shares it.
"""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from zhiping import clock
from zhiping.settings import SettingsError, settings_from
from zhiping.store.errors import StoreError, with_notes
from zhiping.store.publishing import Store

if TYPE_CHECKING:
    from zhiping.access.state import State

_opening = threading.Lock()
_open_stores: list[Store] = []
_open_states: "dict[str, State]" = {}


def store() -> Store:
    """The store of this process; a new one starts with the areas and, where wanted, 演示数据.

    Raises SettingsError, StoreInUse, StoreError; the next call tries again.
    """
    with _opening:
        if not _open_stores:
            settings = settings_from()
            opened = Store(settings)
            if opened.is_new():
                # 演示数据 never go where an office's own data lay.
                _load_first_data(opened, settings.with_demo and not opened.has_lost_data())
            opened.versions.serve()
            _open_stores.append(opened)
        _open_stores[0].check_there()
        return _open_stores[0]


def _load_first_data(opened: Store, with_demo: bool) -> None:
    from zhiping.demo.loading import load_first_data  # only a first start reads sheets

    try:
        load_first_data(opened, with_demo=with_demo, now=clock.now())
    except BaseException:
        opened.close()
        raise


def state() -> "State":
    """The links of this process's store. Raises what `store()` does."""
    from zhiping.access.state import (
        State,  # SQLAlchemy takes long to import, and who shares nothing needs none
    )

    url = store().settings.state
    with _opening:
        if url not in _open_states:
            _open_states[url] = State(url)
        return _open_states[url]


def let_go_of_ended_links() -> None:
    """Let the store keep no version any more for a frozen link that has ended. Raises what `store()` does, OSError."""
    pins = [(version, by) for version, names in store().pins.all().items() for by in names]
    if not pins:
        return
    from zhiping.access import links  # as in `state`

    now = clock.now()
    needed = {link.pinned_by for link in links.listed(state()) if link.standing(now) in ("open", "paused")}
    for version, by in pins:
        if by.startswith(links.PINNED_BY) and by not in needed:
            store().unpin(version, by)


def forget_store() -> None:
    """Close the store; the next `store()` reads the settings anew. For tests and the end of a process."""
    with _opening:
        while _open_stores:
            _open_stores.pop().close()
        while _open_states:
            _open_states.popitem()[1].close()


def back_up(target: str) -> str:
    """Write a backup for a command beside this process; "" or what went wrong."""
    try:
        store().back_up(Path(target))
    except (StoreError, SettingsError) as error:
        return with_notes(error)
    return ""
