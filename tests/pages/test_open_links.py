"""知道链接即可看: off until an admin allows it page by page, looked up at every look, never for what colleagues alone may read."""

from pathlib import Path

import pytest

from tests.pages.test_accounts import TICKETS, SignIn, sign_in
from tests.pages.test_pages import FILES, texts
from tests.pages.visiting import visitor
from tests.publishing import publish_texts
from zhiping import clock, serving
from zhiping.access import links, open_pages
from zhiping.access.links import Issued
from zhiping.access.permissions import NotAllowed
from zhiping.ui.kit import visitor as at_screen

__all__ = ["sign_in"]  # the fixture
PAGE = "tickets/overdue"


@pytest.fixture
def open_link(sign_in: SignIn, own_data: Path, monkeypatch: pytest.MonkeyPatch) -> Issued:
    """A link that opens without signing in, in a browser that has opened it and where nobody has signed in."""
    publish_texts(serving.store(), {"tickets": TICKETS}, prefix="", as_of=clock.now())
    made = links.issue(
        serving.state(),
        page=PAGE,
        filters={"area": "150105"},
        told="",
        issuer="管理员",
        version=None,
        days=7,
        now=clock.now(),
        is_open=True,
    )
    monkeypatch.setattr(at_screen, "_proof", {made.link.link_id: made.token}.get)
    return made


def test_who_has_the_link_reads_its_page_while_an_admin_allows_it(open_link: Issued) -> None:
    def titles(page: str = PAGE) -> list[str]:
        return [str(one.value) for one in visitor(page, link=open_link.link.link_id, area="1501").run().title]

    assert titles() == ["请先登录"], "no page is allowed at first"
    open_pages.allow(serving.state(), PAGE, "管理员", clock.now())
    app = visitor(PAGE, link=open_link.link.link_id, area="1501").run()
    told = texts(app)
    assert "用到 1 行" in told
    assert "GD-2" not in told
    assert "管理员于" in told
    assert titles("tickets/funnel") == [], "the link is about one page"
    assert [str(one.value) for one in visitor(PAGE).run().title] == ["请先登录"], "without the link"
    open_pages.forbid(serving.state(), PAGE)
    app.run()
    assert [str(one.value) for one in app.title] == ["请先登录"]
    open_pages.allow(serving.state(), PAGE, "管理员", clock.now())
    links.change(serving.state(), open_link.link.link_id, revoked_at=clock.now())
    assert "撤回了这个分享链接" in texts(visitor(PAGE, link=open_link.link.link_id).run())


def test_what_colleagues_alone_may_read_is_never_allowed(open_link: Issued) -> None:
    never = {name for name in FILES if not open_pages.can_be_open(name)}
    assert {name.split("/")[0] for name in never} == {
        *("appraisal", "delegates", "overview"),  # persons, and whoever is at the screen
        *("bulletins", "tasks", "statements", "upload", "admin"),  # what is done, not read
    }
    for name in never:
        with pytest.raises(NotAllowed, match="只给登录的人看"):
            open_pages.allow(serving.state(), name, "管理员", clock.now())


def test_an_admin_allows_a_page_and_its_sharer_chooses(sign_in: SignIn) -> None:
    publish_texts(serving.store(), {"tickets": TICKETS}, prefix="", as_of=clock.now())
    sign_in("赛罕区领导")
    assert not visitor("admin/links").run().checkbox, "not a leader's to allow"
    app = visitor(PAGE).run()
    assert "link-who" not in {one.key for one in app.segmented_control}
    sign_in("管理员")
    admin = visitor("admin/links").run()
    admin.checkbox(key=f"open-{PAGE}").check().run()
    assert open_pages.allowed(serving.state()) == {PAGE}
    sign_in("赛罕区领导")
    app = visitor(PAGE).run()
    app.segmented_control(key="link-who").set_value("anybody")
    app.button(key="link-make").click().run()
    (link,) = links.listed(serving.state())
    assert (link.is_open, link.filters["area"]) == (True, "150105")
    assert "不登录也能打开" in " ".join(str(one.value) for one in app.caption)
