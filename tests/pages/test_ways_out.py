"""Every way out of a page for readers who see a part: what it sends to the browser and the files that it gives.

Beside the hand-made rows of 150105 lie planted ones of its neighbour, one word wherever a row can hold a text. Whoever
sees a part that has none of them must not meet the word, and must get the same page where other rows are planted.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zipfile import ZipFile

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Dataframe

from tests.effort import IS_WHOLE
from tests.given import given
from tests.pages.test_links import SHARED
from tests.pages.test_pages import FILES
from tests.pages.visiting import visitor
from tests.publishing import publish_texts
from tests.queries.conftest import publish_given, publish_worked
from tests.queries.planted import PLANTED_AT, PLANTED_FILES, publish_planted
from tests.templates import Filling, copied
from zhiping import clock, serving
from zhiping.access import accounts, links, sessions, views
from zhiping.access.accounts import Rights
from zhiping.access.permissions import ADMIN, CLERK, LEADER, PEOPLE, Access, User
from zhiping.asking.narrowing import conditions_of
from zhiping.contracts import DATASETS
from zhiping.store.publishing import Store
from zhiping.ui.kit import visitor as at_screen

HERE = "150105"
NOW = datetime(2025, 11, 5, 9)
EVERYBODYS = "市里的"
ISSUER = "发链接的"
READERS = {
    "area": Rights(frozenset({LEADER, CLERK, PEOPLE}), HERE),
    "area, no persons": Rights(frozenset({LEADER}), HERE),
    "area and unit": Rights(frozenset({LEADER}), HERE, unit="住建局"),
    "guest": Rights(frozenset({LEADER, PEOPLE})),
    "unit": Rights(frozenset({LEADER, PEOPLE}), unit="水务局"),
    "company": Rights(frozenset({LEADER, CLERK}), company="乙平台"),
}
# These see what belongs to no unit or company, wherever it lies.
SEES_ELSEWHERE = ("unit", "company")


def _fewer(text: str, rows: int) -> str:
    """The header of a sheet and its first rows, with another word planted and other numbers."""
    head, *lines = text.splitlines()
    return "\n".join([head, *(line.replace("PLANTED", "STREWN") for line in lines[:rows]), ""])


def _publish_strewn(store: Store, access: Access) -> None:
    """The planted rows, in as many uploads, but other ones wherever `access` may not see all of a dataset."""
    texts = PLANTED_FILES | given("PLANTED")
    other = {
        name: _fewer(text, 1) if conditions_of(DATASETS[name], access) else text
        for name, text in texts.items()
    }
    publish_texts(
        store, other, prefix="PLANTED-", area="150102", as_of=PLANTED_AT, by="PLANTED", is_demo=True
    )


def _strewn(who: str) -> Filling:
    user = User(who, READERS[who].roles, READERS[who].scope, READERS[who].company, READERS[who].unit)

    def publish(store: Store) -> None:
        _publish_strewn(store, Access(user))

    publish.__name__ = f"strewn-{who}"
    return publish


FILLINGS: dict[str, Filling] = {"planted": publish_planted} | {
    who: _strewn(who) for who in ("area", *SEES_ELSEWHERE)
}


@dataclass
class Reader:
    """A browser: the session and the links that it holds, and the files that its page offers."""

    token: str | None = None
    proofs: dict[str, str] = field(default_factory=dict)
    files: list[Callable[[], bytes]] = field(default_factory=list)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Store]]:
    """`stores("planted")`: the store of that filling, with an account for every reader."""
    opened: dict[str, Store] = {}

    def store(name: str) -> Store:
        serving._open_stores.clear()
        if name not in opened:
            folder = tmp_path_factory.mktemp(f"ways-{name}")
            copied(tmp_path_factory, folder, publish_worked, publish_given, FILLINGS[name])
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("ZHIPING_DATA", str(folder))
                patch.setenv("ZHIPING_DEMO", "0")
                opened[name] = serving.store()
            for who, may in {
                **READERS,
                EVERYBODYS: Rights(frozenset({ADMIN, LEADER, CLERK, PEOPLE})),
            }.items():
                accounts.add(serving.state(), who, may, NOW)
                accounts.set_password(serving.state(), who, "牧场-二十七-Xilin")
            everybody = accounts.found(serving.state(), EVERYBODYS)
            assert everybody
            views.save(
                serving.state(), everybody.user, "PLANTED", "tickets/funnel", {"category": "PLANTED"}, is_shared=True, now=NOW
            )  # fmt: skip
        serving._open_stores[:] = [opened[name]]
        return opened[name]

    serving.forget_store()
    yield store
    serving._open_stores[:] = []
    for one in opened.values():
        one.close()
    serving.forget_store()
    serving._with_accounts.clear()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    held = Reader()

    def offered(_label: str, made: Any, **_options: Any) -> bool:
        held.files.append(made if callable(made) else lambda: bytes(made))
        return False

    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(at_screen, "session_token", lambda: held.token)
    monkeypatch.setattr(at_screen, "_proof", held.proofs.get)
    monkeypatch.setattr("streamlit.download_button", offered)
    return held


def sign_in(reader: Reader, who: str) -> None:
    account = accounts.found(serving.state(), who)
    assert account
    reader.token = sessions.begin(serving.state(), account, NOW)


def sent(app: AppTest) -> list[bytes]:
    """What the browser was sent, an element each."""
    found: list[bytes] = []

    def walk(node: Any) -> None:
        proto = getattr(node, "proto", None)
        if proto is not None:
            # A table has styles under a name of its own, another one each time.
            name = proto.arrow_data.styler.uuid if isinstance(node, Dataframe) else ""
            found.append(
                proto.SerializeToString(deterministic=True).replace(name.encode() or b"\0\0\0\0\0", b"")
            )
        if isinstance(node, Block):
            for child in node.children.values():
                walk(child)

    walk(app._tree)
    return found


def unpacked(file: bytes) -> list[bytes]:
    """What stands in a file that a page gives."""
    if not file.startswith(b"PK"):
        return [file]
    with ZipFile(io.BytesIO(file)) as book:
        return [book.read(name) for name in book.namelist() if name.startswith("xl/")]


def all_sent(reader: Reader, name: str, **address: str) -> list[bytes]:
    """All that a page sends, and its files."""
    reader.files.clear()
    found = sent(visitor(name, **address).run())
    return found + [part for made in reader.files for part in unpacked(made())]


def opened(reader: Reader, who: str, name: str) -> list[bytes] | None:
    """All that a page sends to one of READERS; None where there is no such way, as a link to a page about persons."""
    sign_in(reader, who)
    if who != "guest":
        return all_sent(reader, name)
    if name not in SHARED:
        return None
    made = links.issue(
        serving.state(),
        page=name,
        filters={"area": HERE},
        told=name,
        issuer=EVERYBODYS,
        version=None,
        days=7,
        now=NOW,
    )
    reader.proofs[made.link.link_id] = made.token
    return [
        part.replace(made.link.link_id.encode(), b"")
        for part in all_sent(reader, name, link=made.link.link_id)
    ]


PLACED = [who for who in READERS if who not in SEES_ELSEWHERE]


@pytest.mark.parametrize(
    ("name", "who"),
    [
        (name, who)
        for row, name in enumerate(FILES)
        for column, who in enumerate(PLACED)
        if IS_WHOLE or row % len(PLACED) == column
    ],
)
def test_no_page_or_file_holds_what_lies_outside(
    stores: Callable[[str], Store], reader: Reader, name: str, who: str
) -> None:
    stores("planted")
    found = opened(reader, who, name)
    assert [part for part in found or () if b"PLANTED" in part] == []


OF_NO_ROWS = {"admin/links", "upload/new"}


@pytest.mark.parametrize("name", sorted({*FILES} - OF_NO_ROWS) if IS_WHOLE else ["overview/today"])
def test_who_sees_everything_meets_the_planted_rows(
    stores: Callable[[str], Store], reader: Reader, name: str
) -> None:
    """Else the walk could show no leak."""
    stores("planted")
    assert [part for part in opened(reader, EVERYBODYS, name) or () if b"PLANTED" in part]


@pytest.mark.parametrize(
    ("name", "who"),
    [
        (name, who)
        for name in FILES
        for who in READERS
        if IS_WHOLE or (name, who) in {("upload/history", "area"), ("overview/today", "unit")}
    ],
)
def test_a_page_is_the_same_whatever_lies_outside(
    stores: Callable[[str], Store], reader: Reader, name: str, who: str
) -> None:
    stores("planted")
    found = opened(reader, who, name)
    stores(who if who in SEES_ELSEWHERE else "area")
    assert [
        pair for pair in zip(found or (), opened(reader, who, name) or (), strict=True) if pair[0] != pair[1]
    ] == []
