"""A shared link on every page: its reader sees the issuer's figures, at their version, and what is locked stays so."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.effort import IS_WHOLE
from tests.pages.conftest import Opened
from tests.pages.test_pages import WITH_FILTERS, chips, texts
from tests.pages.visiting import visitor
from tests.publishing import published
from zhiping import serving
from zhiping.access import links
from zhiping.access.permissions import DEMO_USER, LEADER
from zhiping.asking.run import forget_answers
from zhiping.store import upkeep
from zhiping.ui.kit import visitor as at_screen

ABOUT_PEOPLE = {"appraisal/outcomes", "appraisal/peers", "delegates/duties"}
SHARED = [name for name in WITH_FILTERS if name not in ABOUT_PEOPLE]
BRANCHES = ["overview/today", "tickets/funnel", "appraisal/ranking"]  # all systems, one, one without a period
TICKETS = "工单编号,区划代码,工单类别,诉求类别,派单时间,标题\n"


def shared(app: AppTest, kind: str = "live") -> str:
    """The token of a link that is made on the page."""
    app.segmented_control(key="link-kind").set_value(kind)
    app.button(key="link-make").click().run()
    (address,) = {str(one.value) for one in app.code if re.search(r"^\S*/s/\S+$", str(one.value))}
    return urlsplit(address).path.removeprefix("/s/")


@pytest.fixture
def tokens(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Link -> the token that this browser holds; its person may not read about people, whom no link shows."""
    found: dict[str, str] = {}
    monkeypatch.setattr(at_screen, "_proof", found.get)
    monkeypatch.setattr(at_screen, "current_user", lambda: replace(DEMO_USER, roles=frozenset({LEADER})))
    return found


def newest(tokens: dict[str, str], token: str) -> str:
    """The name of the link that was made last; from here on this browser holds its token."""
    link = max(links.listed(serving.state()), key=lambda one: one.token_end == token[-4:])
    tokens[link.link_id] = token
    return link.link_id


NOT_SHARED = re.compile(
    r"分享 · "  # the banner
    r"|回执号"  # single uploads, which readers of a part do not see
    r"|^<div"  # pictures that name tickets by their titles
    r"|前报|已报到|待报送"  # what the issuer has to report
)


# Of a ticket that a sentence names: its title is a caller's words, so who reads by a link is told its number.
TITLE = re.compile(r"(?<=小时（)[^（，]*")


def said(app: AppTest) -> list[str]:
    """Every line with a number that a link shares."""
    lines = [TITLE.sub("", line) for line in texts(app).split("\n")]
    return [line for line in lines if re.search(r"\d", line) and not NOT_SHARED.search(line)]


@pytest.mark.parametrize("name", SHARED if IS_WHOLE else BRANCHES)
def test_the_reader_sees_what_the_issuer_saw(opened: Opened, tokens: dict[str, str], name: str) -> None:
    issuer = opened(name, area="150105")
    before = said(issuer)
    link = newest(tokens, shared(issuer))
    reader = opened(name, link=link)
    missing = [line for line in before if line not in said(reader)]
    assert missing == []
    assert "None" not in texts(reader)
    assert "常用视图" not in {block.proto.popover.label for block in reader.get("popover")}
    assert chips(reader)[:1] == chips(issuer)[:1]


@pytest.mark.parametrize("name", sorted(ABOUT_PEOPLE))
def test_pages_about_people_are_not_shared(opened: Opened, name: str) -> None:
    app = opened(name)
    assert "涉及具体人员和家庭的页面不能用链接分享。" in [str(one.value) for one in app.caption]
    assert not [one for one in app.button if one.key == "link-make"]


def test_a_link_without_its_proof_shows_its_end_alone(opened: Opened, tokens: dict[str, str]) -> None:
    link = newest(tokens, shared(opened("tickets/funnel")))
    tokens.clear()
    app = opened("tickets/funnel", link=link)
    assert [str(one.value) for one in app.info] == [
        "没有这个分享链接：请核对地址是否完整，或请分享人重新发一次。"
    ]
    assert not app.title


def test_a_link_is_about_one_page(opened: Opened, tokens: dict[str, str]) -> None:
    link = newest(tokens, shared(opened("tickets/funnel")))
    for name in ("tickets/overdue", "upload/history", "admin/links", "overview/today"):
        app = opened(name, link=link)
        (why,) = (str(one.value) for one in app.info)
        assert "只能看分享的那一页" in why
        assert not app.title


def test_a_frozen_link_stays_while_a_live_one_follows(
    own_data: Path, tmp_path: Path, tokens: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "VERSIONS_KEPT", 2)
    monkeypatch.setattr(upkeep, "MOST_FILES", 3)
    store = serving.store()

    def upload(name: str, count: int) -> None:
        rows = "".join(
            f"{name}-{n},150105001000,A,供热供暖,2025-10-{n + 1:02} 09:00,暖气不热\n" for n in range(count)
        )
        file = tmp_path / f"{name}.csv"
        file.write_text(TICKETS + rows, "utf-8")
        published(store, "tickets", file, as_of=datetime(2025, 11, 4, 18))

    upload("GD", 3)
    issuer = visitor("tickets/funnel").run()
    frozen, live = (newest(tokens, shared(issuer, kind)) for kind in ("frozen", "live"))
    before = said(visitor("tickets/funnel", link=frozen).run())
    for n in range(4):  # more than the files and versions that stay unasked
        upload(f"N{n}", 2)
    assert store.tidy()
    forget_answers()
    again = visitor("tickets/funnel", link=frozen).run()
    assert said(again) == before
    assert "之后有更新的数据" in texts(again)
    assert said(visitor("tickets/funnel", link=live).run()) != before
    links.change(serving.state(), frozen, revoked_at=datetime(2025, 11, 5))
    serving.let_go_of_ended_links()
    assert store.pins.all() == {}
