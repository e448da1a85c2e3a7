"""Whose account the page is shown for: in the title line, with the way to change a password and to sign out."""

from html import escape

import streamlit as st

from zhiping import serving
from zhiping.access.permissions import NotAllowed, check_may_manage_accounts
from zhiping.contracts.admin import Act
from zhiping.ui.kit import addresses, area_choice, saying, sign_in_door, visitor
from zhiping.ui.kit.view import View
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import strong
from zhiping.words import _


def draw(view: View) -> None:
    """The name and what it opens; nothing while nobody has to sign in."""
    user = view.access.user
    if not serving.needs_sign_in():
        return
    from zhiping.access import accounts  # with it comes SQLAlchemy, see serving.state

    with st.popover(as_markdown(user.name), icon=":material/person:", key="who", type="tertiary"):
        saying.sentence(strong(_("、").join(_(accounts.ROLES[role]) for role in sorted(user.roles))))
        limits = (area_choice.told(view.everything()), user.unit, user.company)
        saying.note(_("看到的范围：{what}").format(what=" · ".join(part for part in limits if part)))
        onward = sign_in_door.account_address(addresses.address_of(view.page, view.chosen))
        label = _("改口令、退出登录")
        st.html(f'<a class="zp-sign-in" href=".{escape(onward)}">{label}</a>')


def mark_viewed() -> None:
    """Say on every page that an admin looks with another's eyes, and offer their own again."""
    user = visitor.current_user()
    if not user.viewed_by:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="viewed"):
        st.warning(
            as_markdown(
                _("{admin}正以“{name}”的身份查看：只能看，不能上传、撤销和分享。").format(
                    admin=user.viewed_by, name=user.name
                )
            ),
            icon=":material/visibility:",
        )
        st.button(_("回到自己的账号"), on_click=_view_as_oneself, key="viewed-end")


def _view_as_oneself() -> None:
    from zhiping.access import sessions

    if token := visitor.session_token():
        sessions.view_as(serving.state(), token, None)


def view_as(name: str) -> None:
    """Let the admin at this screen see what another account sees. Raises NotAllowed where they are none."""
    from zhiping.access import accounts, sessions

    check_may_manage_accounts(visitor.current_user())
    token, account = visitor.session_token(), accounts.found(serving.state(), name)
    if token is None or account is None:
        raise NotAllowed(_("没有用户“{name}”。").format(name=name))
    sessions.view_as(serving.state(), token, account)
    serving.note(Act.VIEWED_AS, who=visitor.current_user().acts_as, about=account.name)
