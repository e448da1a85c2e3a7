"""Pages where there are accounts: nobody sees nothing, a session is looked at again at every click, admins make accounts."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import texts
from tests.pages.visiting import visitor
from tests.publishing import publish_texts
from zhiping import clock, serving
from zhiping.access import accounts, links, sessions
from zhiping.access.accounts import Rights
from zhiping.access.permissions import ADMIN, CLERK, LEADER, NOBODY
from zhiping.ui.kit import visitor as at_screen
from zhiping.ui.kit.addresses import PAGES
from zhiping.upload.account_sheet import read

OWN = "牧场-二十七-Xilin"
TICKETS = (
    "工单编号,区划代码,工单类别,诉求类别,派单时间,标题\n"
    "GD-1,150105001000,A,供热供暖,2025-10-01 09:00,暖气不热\n"
    "GD-2,150102001000,A,供水排水,2025-10-01 09:00,水管漏水\n"
)
MERCHANTS = "商家编号,商家名称,商家类别,区划代码,状态\nS1,药店,药店,150105001,有效\n"
SignIn = Callable[[str], None]


@pytest.fixture
def sign_in(own_data: Path, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """`sign_in("甲")`: this browser holds that account's session; until then it has none."""
    held: dict[str, str] = {}
    monkeypatch.setattr(at_screen, "session_token", lambda: held.get("token"))
    now = clock.now()
    for name, may in (
        ("管理员", Rights(frozenset({ADMIN, LEADER}))),
        ("赛罕区领导", Rights(frozenset({LEADER}), "150105")),
        ("赛罕区填报员", Rights(frozenset({CLERK}), "150105")),
    ):
        accounts.add(serving.state(), name, may, now)
        accounts.set_password(serving.state(), name, OWN)

    def signed_in(name: str) -> None:
        account = accounts.found(serving.state(), name)
        assert account
        held["token"] = sessions.begin(serving.state(), account, clock.now())

    return signed_in


def errors(app: AppTest) -> list[str]:
    return [str(one.value) for one in app.error]


def test_nobody_sees_the_way_to_sign_in_and_nothing_else(sign_in: SignIn) -> None:
    assert at_screen.current_user() == NOBODY, "in a thread without a screen too"
    for name in PAGES:
        app = visitor(name, area="150105").run()
        assert [one.value for one in app.title] == ["请先登录"], name
        (way, *_languages) = (one.proto.body for one in app.get("html"))
        assert f"next=%2F{PAGES[name].url_path}%3Farea%3D150105" in way
        assert not app.dataframe
        assert not app.button


def test_each_sees_their_own_area_and_a_session_ends_at_the_next_click(sign_in: SignIn) -> None:
    publish_texts(serving.store(), {"tickets": TICKETS}, prefix="", as_of=clock.now())
    sign_in("赛罕区领导")
    app = visitor("tickets/overdue").run()
    assert "用到 1 行" in texts(app)
    refused = visitor("admin/accounts").run()
    assert [str(one.value) for one in refused.info] == ["账号由管理员管理，您的账号没有“管理员”角色。"]
    assert "审计日志由管理员查看" in texts(visitor("admin/audit").run())
    sessions.end_all(serving.state(), "赛罕区领导")
    app.run()
    assert [one.value for one in app.title] == ["请先登录"]
    assert "用到" not in texts(app)
    sign_in("管理员")
    assert "用到 2 行" in texts(visitor("tickets/overdue").run())


def test_demonstration_data_are_marked_for_whoever_sees_a_part_of_them(sign_in: SignIn) -> None:
    before = datetime(2025, 11, 4, 18)
    publish_texts(serving.store(), {"tickets": TICKETS}, area="1501", as_of=before, is_demo=True)
    sign_in("赛罕区领导")
    app = visitor("tickets/overdue").run()
    assert "演示数据，非真实情况" in str([one.value for one in app.markdown])
    assert "没有更新" not in texts(app), "they never move, whoever sees the upload that brought them"


def test_what_a_company_may_not_see_is_not_called_absent(sign_in: SignIn) -> None:
    publish_texts(serving.store(), {"tickets": TICKETS, "merchants": MERCHANTS}, as_of=clock.now())
    accounts.change(
        serving.state(), "赛罕区填报员", Rights(frozenset({CLERK}), company="甲平台"), clock.now()
    )
    sign_in("赛罕区填报员")
    for name, what in (("tickets/funnel", "工单"), ("stations/benefits", "核销记录")):
        app = visitor(name).run()
        assert f"看不到{what}；这里不等于没有" in texts(app)
        assert "没有核销的商家" not in texts(app)


def test_an_admin_makes_changes_resets_and_closes(sign_in: SignIn) -> None:
    sign_in("管理员")
    app = visitor("admin/accounts").run()
    assert "3 个账号在用" in texts(app)
    app.text_input(key="account-name").set_value("新来的")
    app.button(key="account-save-new").click().run()
    assert errors(app) == ["账号至少要有一个角色：领导、填报员、管理员、人员考核、填报须复核。"]
    app.pills(key="account-roles-new").set_value([LEADER])
    app.selectbox(key="account-scope-new").set_value("150105")
    app.button(key="account-save-new").click().run()
    assert [str(one.value) for one in app.success] == ["已新建“新来的”。"]
    (made,) = (str(one.value) for one in app.code if "新来的" in str(one.value))
    account = accounts.of_password(serving.state(), "新来的", made.split("　")[1], clock.now())
    assert account
    assert account.rights == Rights(frozenset({LEADER}), "150105")
    app.run()
    app.button(key="account-close").click().run()
    account = accounts.found(serving.state(), "新来的")
    assert account, "the first of the list is picked"
    assert account.closed_at is not None


def test_an_admin_looks_with_the_eyes_of_another(sign_in: SignIn) -> None:
    sign_in("管理员")
    accounts.close(serving.state(), "赛罕区领导", clock.now())
    token = at_screen.session_token()
    assert token
    sessions.view_as(serving.state(), token, accounts.found(serving.state(), "赛罕区填报员"))
    app = visitor("upload/new").run()
    (banner,) = (str(one.value) for one in app.warning if "身份" in str(one.value))
    assert banner.startswith("管理员正以“赛罕区填报员”的身份查看：只能看")
    assert "只能看，不能上传和撤销" in texts(app)
    assert "账号由管理员管理" in texts(visitor("admin/accounts").run())
    app.button(key="viewed-end").click().run()
    session = sessions.held(serving.state(), token, clock.now())
    assert session
    assert session.user.name == "管理员"


def test_what_a_click_does_is_asked_of_whoever_is_there_then(sign_in: SignIn) -> None:
    sign_in("管理员")
    app = visitor("admin/accounts").run()
    accounts.add(serving.state(), "第二个", Rights(frozenset({ADMIN})), clock.now())
    sessions.end_all(serving.state(), "管理员")
    app.text_input(key="account-name").set_value("eingeschlichen")
    app.pills(key="account-roles-new").set_value([ADMIN])
    app.button(key="account-save-new").click().run()
    assert accounts.found(serving.state(), "eingeschlichen") is None
    assert [one.value for one in app.title] == ["请先登录"]


def test_a_link_shows_no_more_than_its_issuer_sees_and_goes_with_them(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_texts(serving.store(), {"tickets": TICKETS}, prefix="", as_of=clock.now())
    proofs: dict[str, str] = {}
    monkeypatch.setattr(at_screen, "_proof", proofs.get)
    sign_in("赛罕区领导")
    app = visitor("tickets/funnel").run()
    app.button(key="link-make").click().run()
    (link,) = links.listed(serving.state())
    assert link.filters["area"] == "150105"
    (address,) = (str(one.value) for one in app.code if "/s/" in str(one.value).split(" ")[0])
    proofs[link.link_id] = address.rsplit("/", 1)[1]
    sign_in("管理员")
    access = visitor("tickets/funnel", link=link.link_id).run()
    assert "150102" not in texts(access)
    assert "赛罕区领导于" in texts(access)
    sessions.end_all(serving.state(), "管理员")
    assert [one.value for one in visitor("tickets/funnel", link=link.link_id).run().title] == ["请先登录"]
    sign_in("管理员")
    accounts.close(serving.state(), "赛罕区领导", clock.now())
    assert "撤回了这个分享链接" in texts(visitor("tickets/funnel", link=link.link_id).run())


@pytest.mark.parametrize(
    ("sheet", "made"),
    [
        (
            "说明：八月起用,,\n用户名,角色,地区\n甲,领导、人员考核,150105\n乙,填报员,1501\n",
            {"甲": "150105", "乙": "1501"},
        ),
        ("用户名,角色\n甲,领导\n乙,皇帝\n,领导\n", "第 3 行：没有“皇帝”"),
        ("姓名,角色\n甲,领导\n", "没有“用户名”这一列"),
        ("用户名,角色\n甲,领导\n甲,填报员\n", "写了两次"),
        ("用户名,角色\n管理员,领导\n甲,领导\n", "已经有了"),
    ],
)
def test_a_sheet_of_accounts_is_made_whole_or_not_at_all(
    sign_in: SignIn, sheet: str, made: dict[str, str] | str
) -> None:
    before = len(accounts.listed(serving.state()))

    def taken() -> None:
        rows = read(serving.store(), sheet.encode(), "账号.csv")
        accounts.add_all(serving.state(), rows, clock.now())

    if isinstance(made, dict):
        taken()
        for name, scope in made.items():
            account = accounts.found(serving.state(), name)
            assert account
            assert account.rights.scope == scope
    else:
        with pytest.raises(ValueError, match=made):
            taken()
        assert len(accounts.listed(serving.state())) == before


def test_a_clerk_says_once_what_a_header_row_means(sign_in: SignIn) -> None:
    def given(content: str) -> AppTest:
        app = visitor("upload/new").run()
        assert "请先登录" not in str([one.value for one in app.title])
        return app.file_uploader[0].set_value(("月报.csv", content.encode(), "text/csv")).run()

    def pressed(app: AppTest, label: str) -> AppTest:
        return next(button for button in app.button if button.label == label).click().run()

    header = "号,区划代码,工单类别,诉求类别,派单时间\n"
    sign_in("赛罕区填报员")
    app = given(header + "T-1,150105,A,供热,11/04/2025\n")
    app.selectbox(key="upload-match-ticket_id").set_value(0).run()
    app.segmented_control(key="upload-date-order").set_value("dmy").run()
    assert "上次发布" not in texts(app)
    pressed(app, "确认发布")
    app = given(header + "T-2,150105,A,供热,11/04/2025\n")
    assert "已照上次的选择" in texts(app)
    assert "没有错误" in texts(app) and "1 行没有错误" in texts(app)
    app = pressed(app, "不用上次的选择")
    assert "已照上次的选择" not in texts(app) and "0 行没有错误" in texts(app)
