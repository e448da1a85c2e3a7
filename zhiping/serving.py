"""The one store of this process, the small state and the audit beside it, opened at first use.

DuckLake's catalogue takes one opener; every session, callback and route of the server shares it.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from zhiping import clock
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.contracts.admin import NAMELESS, TERMINAL, Act
from zhiping.settings import Settings, SettingsError, settings_from
from zhiping.store.errors import StoreError, with_notes
from zhiping.store.publishing import Store

if TYPE_CHECKING:
    from zhiping.access.audit import Audit
    from zhiping.access.state import State

_opening = threading.Lock()
_open_stores: list[Store] = []
_open_states: "dict[str, State]" = {}
_open_audits: "dict[str, Audit]" = {}
_with_accounts: set[str] = set()  # states in which there were accounts


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


@contextmanager
def lent(opened: Store) -> Iterator[None]:
    """Let a store that is open already be that of this process, for a command that says what pages say."""
    with _opening:
        _open_stores.insert(0, opened)
    try:
        yield
    finally:
        with _opening:
            _open_stores.remove(opened)


def _load_first_data(opened: Store, with_demo: bool) -> None:
    from zhiping.demo.loading import load_first_data  # only a first start reads sheets

    try:
        load_first_data(opened, with_demo=with_demo, now=clock.now())
    except BaseException:
        opened.close()
        raise


def state() -> "State":
    """The links and accounts of this process's store. Raises what `store()` does."""
    return _state_at(store().settings.state)


def _state_at(url: str) -> "State":
    # SQLAlchemy takes long to import, and who shares nothing and has no accounts needs none.
    from zhiping.access.state import State

    with _opening:
        if url not in _open_states:
            _open_states[url] = State(url)
        return _open_states[url]


def audit() -> "Audit":
    """The audit of this process's store. Raises what `store()` does."""
    from zhiping.access.audit import Audit  # as in `_state_at`

    kept, settings = state(), store().settings
    with _opening:
        if settings.state not in _open_audits:
            _open_audits[settings.state] = Audit(kept, settings.audit_mark)
        return _open_audits[settings.state]


def note(act: Act, *, who: str, page: str = "", about: str = "") -> None:
    """Note an act in the audit, see Audit.note. Never raises: what was done stands, also where it cannot be noted.

    A page opened is not noted while nothing was ever kept beside the figures: nobody has a name then.
    """
    try:
        if act in NAMELESS and not has_state():
            return
        audit().note(act, who=who, now=clock.now(), page=page, about=about)
    except (StoreError, SettingsError) as error:
        print(error, file=sys.stderr, flush=True)


def has_state() -> bool:
    """Whether anything but figures was ever kept: a link, an account, an act. Raises what `store()` does."""
    return store().settings.has_state


def needs_sign_in() -> bool:
    """Whether whoever is at a screen is nobody until they sign in: there are accounts, and the server is not open by hand.

    Once true it stays true: a file of accounts that goes missing opens nothing. Raises what `store()` does.
    """
    settings = store().settings
    return not settings.is_open and has_accounts(settings)


def has_accounts(settings: Settings) -> bool:
    """Whether there are accounts beside the store of these settings, or at an identity provider. Raises SettingsError."""
    if settings.provider is not None:
        return True
    if settings.state not in _with_accounts:
        if not settings.has_state:
            return False
        from zhiping.access import accounts  # as in `_state_at`

        if not accounts.are_any(_state_at(settings.state)):
            return False
        _with_accounts.add(settings.state)
    return True


def keep_up_audit() -> None:
    """Write what could not be noted before, and let go of acts older than the days that they are kept. Raises what `store()` does."""
    if not (_open_audits or has_state()):
        return
    now = clock.now()
    audit().tell_flood(now)
    if audit().catch_up():
        # Whole days: once a day there is something to let go of.
        first_day = now.date() - timedelta(days=store().settings.audit_days)
        audit().let_go(datetime.combine(first_day, datetime.min.time()), now=now)


def let_go_of_ended_links() -> None:
    """Let the store keep no version any more for a frozen link that has ended. Raises what `store()` does, OSError."""
    pins = [(version, by) for version, names in store().pins.all().items() for by in names]
    if not pins:
        return
    from zhiping.access import links  # as in `_state_at`

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
        _open_audits.clear()
        while _open_states:
            _open_states.popitem()[1].close()
        _with_accounts.clear()


def answer_beside(asked: dict[str, str]) -> dict[str, Any]:
    """Do for a command beside this process what it asks: "back_up" into `target`, "take_in" what waits in `folder`."""
    try:
        if asked["do"] == "back_up":
            store().back_up(Path(asked["target"]))
            return {"error": ""}
        return {"error": "", "outcomes": _taken_in(Path(asked["folder"]), float(asked["before"]))}
    except (StoreError, SettingsError) as error:
        return {"error": with_notes(error)}
    except (
        ValueError,
        KeyError,
        OSError,
        duckdb.Error,
    ) as error:  # whoever asks next is answered all the same
        return {"error": str(error)}


def _taken_in(folder: Path, before: float) -> list[dict[str, Any]]:
    from zhiping.upload.inbox import take_in  # only who has such a folder needs it

    found = []
    for outcome in take_in(store(), Access(DEMO_USER), folder, now=clock.now(), before=before):
        if outcome.receipt:
            note(Act.UPLOADED, who=DEMO_USER.name, page=TERMINAL, about=outcome.receipt)
        found.append(vars(outcome))
    return found
