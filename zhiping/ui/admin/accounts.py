"""账号: who may sign in, with which rights; made, changed, reset, closed, and seen with their eyes."""

from collections.abc import Callable, Sequence

import streamlit as st

from zhiping import clock, serving
from zhiping.access import accounts
from zhiping.access.accounts import ROLES, Account, AccountRefused, Rights, rights
from zhiping.access.permissions import Access, NotAllowed, check_may_manage_accounts
from zhiping.contracts import DATASETS
from zhiping.contracts.admin import Act
from zhiping.store.errors import StoreError
from zhiping.ui.kit import page, saying, tables, who
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import current_user
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.upload import account_sheet
from zhiping.upload.reading.files import FILE_TYPES
from zhiping.upload.reading.texttable import UnreadableFile
from zhiping.words import _

_TOLD = "accounts_told"  # in the session: what the last act came to
_MADE = "accounts_made"  # in the session: the one-time passwords that are shown this once


def check_may_see(access: Access) -> None:
    """Raises NotAllowed unless whoever looks may manage accounts."""
    check_may_manage_accounts(access.user)


def is_needed() -> bool:
    """Whether there are accounts, so that an admin can be at the screen."""
    return serving.needs_sign_in()


def draw_open() -> None:
    """What stands while nobody has to sign in: how that is changed, by whoever owns the folder."""
    st.info(
        _(
            "现在不用登录，能打开治屏的人都可以查看、上传和撤销。在放数据的电脑上用下面的命令建第一个管理员，从那时起不登录什么也看不到。"
        ),
        icon=":material/lock_open:",
    )
    st.code("python -m zhiping accounts add-admin 管理员", language=None)


def listed() -> list[Account]:
    """All accounts, those that are closed last."""
    return accounts.listed(serving.state())


def summary(found: Sequence[Account]) -> str:
    """How many accounts there are, and what is to be seen to, in one sentence."""
    is_open = [one for one in found if one.closed_at is None]
    return _("{n} 个账号在用，{closed} 个已停用；{once} 个还没有改一次性口令。").format(
        n=numbers.count(len(is_open)),
        closed=numbers.count(len(found) - len(is_open)),
        once=numbers.count(sum(one.once_until is not None for one in is_open)),
    )


def draw(view: View, found: Sequence[Account]) -> None:
    """What was done last, the ways to make accounts, and the list with the account that is picked."""
    _draw_told()
    areas = _areas(view)
    with st.container(horizontal=True):
        with st.popover(_("新建账号"), icon=":material/person_add:", key="account-new", width=420):
            _draw_form("new", None, areas)
        with st.popover(_("从表格导入"), icon=":material/upload_file:", key="account-import", width=420):
            _draw_import()
    saying.note(_("点选一行，下面可以改权限、重设口令、停用，或以此身份查看。"))
    picked = tables.draw([_row(one, areas) for one in found], "accounts", "", is_selectable=True)
    _draw_one(found[picked or 0], areas)


def _row(one: Account, areas: dict[str, str]) -> dict[str, object]:
    may = one.rights
    state = _("已停用") if one.closed_at else _("待改一次性口令") if one.once_until else _("在用")
    return {
        _("用户名"): one.name,
        _("状态"): state,
        _("角色"): _("、").join(_(ROLES[role]) for role in ROLES if role in may.roles),
        _("地区"): areas.get(may.scope, may.scope),
        _("单位"): may.unit,
        _("企业"): may.company,
        _("数据集"): _("、").join(
            _(DATASETS[name].label) for name in sorted(may.datasets) if name in DATASETS
        ),
        _("最近登录"): numbers.time(one.signed_in_at) if one.signed_in_at else "",
    }


def _areas(view: View) -> dict[str, str]:
    rows = view.rows("areas/tree")
    return {"": _("全部地区")} | {
        row["area_code"][: row["code_digits"]]: row["area_path"] or row["area_name"] for row in rows
    }


def _draw_one(one: Account, areas: dict[str, str]) -> None:
    with st.container(border=True, key="account-one"):
        page.heading(one.name)
        with st.container(horizontal=True):
            label = _("重新启用") if one.closed_at else _("重设口令")
            st.button(label, key="account-reset", on_click=_acting(_reset), args=(one.name,))
            if one.closed_at is None:
                st.button(_("停用账号"), key="account-close", on_click=_acting(_close), args=(one.name,))
                st.button(
                    _("以此身份查看"),
                    key="account-view",
                    icon=":material/visibility:",
                    on_click=_acting(_view_as),
                    args=(one.name,),
                )
        if one.closed_at is None:
            _draw_form(one.name, one, areas)


def _draw_form(key: str, one: Account | None, areas: dict[str, str]) -> None:
    may = one.rights if one else Rights(frozenset())
    with st.form(f"account-form-{key}", border=False):
        if one is None:
            st.text_input(_("用户名"), key="account-name", max_chars=accounts.MOST_LETTERS)
        st.pills(
            _("角色"),
            list(ROLES),
            format_func=lambda role: _(ROLES[role]),
            selection_mode="multi",
            default=[role for role in ROLES if role in may.roles],
            key=f"account-roles-{key}",
        )
        codes = list(areas) if may.scope in areas else [may.scope, *areas]
        st.selectbox(
            _("看到的地区"),
            codes,
            index=codes.index(may.scope),
            format_func=lambda code: areas.get(code, code),
            key=f"account-scope-{key}",
            filter_mode="contains",
        )
        st.text_input(_("只看一个单位主办和协办的（可不填）"), may.unit, key=f"account-unit-{key}")
        st.text_input(_("只看和填报一家企业的（可不填）"), may.company, key=f"account-company-{key}")
        st.multiselect(
            _("填报员可以填报的数据集（不选是全部）"),
            list(DATASETS),
            default=sorted(may.datasets & DATASETS.keys()),
            format_func=lambda name: _(DATASETS[name].label),
            key=f"account-datasets-{key}",
        )
        st.form_submit_button(
            _("新建") if one is None else _("保存"),
            type="primary",
            on_click=_acting(_add if one is None else _change),
            args=(key,),
            key=f"account-save-{key}",
        )


def _given(key: str) -> Rights:
    state = st.session_state
    return rights(
        ",".join(state[f"account-roles-{key}"]),
        state[f"account-scope-{key}"],
        state[f"account-unit-{key}"],
        state[f"account-company-{key}"],
        ",".join(state[f"account-datasets-{key}"]),
    )


def _acting(act: Callable[[str], str]) -> Callable[[str], None]:
    """A callback that does something to an account, if whoever is at the screen may; what it came to is told on the page."""

    def done(name: str) -> None:
        state = st.session_state
        state[_TOLD] = state[_MADE] = None
        try:
            check_may_manage_accounts(current_user())
            state[_TOLD] = (True, act(name))
        except (AccountRefused, NotAllowed, StoreError, UnreadableFile) as error:
            state[_TOLD] = (False, str(error))

    return done


def _note(what: str, name: str) -> None:
    serving.note(
        Act.CHANGED_ACCOUNT, who=current_user().acts_as, page="admin/accounts", about=f"{what} {name}"
    )


def _add(key: str) -> str:
    name = st.session_state["account-name"]
    password = accounts.add(serving.state(), name, _given(key), clock.now())
    st.session_state[_MADE] = [(name, password)]
    _note("add", name)
    return _("已新建“{name}”。").format(name=name)


def _change(name: str) -> str:
    accounts.change(serving.state(), name, _given(name), clock.now())
    _note("change", name)
    serving.let_go_of_ended_links()
    return _("已保存“{name}”的权限，下一次点击就生效。").format(name=name)


def _reset(name: str) -> str:
    st.session_state[_MADE] = [(name, accounts.reset(serving.state(), name, clock.now()))]
    _note("reset", name)
    return _("已重设“{name}”的口令，原来的登录都已结束。").format(name=name)


def _close(name: str) -> str:
    accounts.close(serving.state(), name, clock.now())
    _note("close", name)
    serving.let_go_of_ended_links()
    return _("已停用“{name}”，登录和分享的链接都已结束。").format(name=name)


def _view_as(name: str) -> str:
    who.view_as(name)
    return ""


def _draw_import() -> None:
    labels = _("、").join(_(label) for label in account_sheet.COLUMNS.values())
    saying.note(
        _(
            "每行一个人，列名：{columns}。地区写区划代码，几个角色或数据集用顿号隔开。有一行不对就一个也不建。"
        ).format(columns=labels)
    )
    key = f"account-file-{st.session_state.get('account_file_number', 0)}"
    st.file_uploader(_("表格（CSV 或 Excel）"), type=list(FILE_TYPES), key=key)
    st.button(_("导入"), key="account-imported", on_click=_acting(_import), args=(key,))


def _import(key: str) -> str:
    given = st.session_state.get(key)
    if given is None:
        raise AccountRefused(_("请先选一个文件。"))
    rows = account_sheet.read(serving.store(), given.getvalue(), given.name)
    made = accounts.add_all(serving.state(), rows, clock.now())
    st.session_state[_MADE] = made
    st.session_state.account_file_number = st.session_state.get("account_file_number", 0) + 1
    for name, _password in made:
        _note("add", name)
    return _("已新建 {n} 个账号。").format(n=numbers.count(len(made)))


def _draw_told() -> None:
    told, made = st.session_state.get(_TOLD), st.session_state.get(_MADE)
    if told and told[1]:
        (st.success if told[0] else st.error)(as_markdown(told[1]))
    if made:
        rows = [{_("用户名"): name, _("一次性口令"): password} for name, password in made]
        with st.container(border=True, key="account-made"):
            saying.note(
                _(
                    "一次性口令只显示这一次，{days} 天内有效，本人登录后改成自己的。请当面或打电话告诉本人。"
                ).format(days=accounts.ONCE_DAYS)
            )
            st.code("\n".join("　".join(row.values()) for row in rows), language=None)
