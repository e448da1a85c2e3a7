"""What stands in the place of a page, or across it: it may not be seen, cannot be read, or is none."""

from html import escape

import streamlit as st

from zhiping.access.doors import is_exposed
from zhiping.access.permissions import may_read
from zhiping.asking.filters import as_told
from zhiping.settings import SettingsError, settings_from
from zhiping.store.errors import StoreError
from zhiping.ui.kit import addresses, sign_in_door, visitor
from zhiping.ui.look.markdown import as_markdown
from zhiping.words import _


def mark_open_mode() -> None:
    """Say on every page that others can reach this server although nobody has to sign in."""
    if is_exposed(st.get_option("server.address")) and settings_from().is_open:
        st.warning(
            _("开放模式：不用登录，能连到这台服务器的人都可以查看、上传和撤销。"),
            icon=":material/lock_open:",
        )


def knows_visitor() -> bool:
    """Whether anybody is at the screen; where they have to sign in first, and have not, a page asks for that.

    Also where it cannot be told: then the page says what is wrong.
    """
    try:
        person = visitor.current_user()
        visitor.forget_others(person)
        return may_read(person) or visitor.is_anybody()
    except (StoreError, SettingsError):
        return True


def ask_to_sign_in(name: str) -> None:
    """The way to sign in, from which one comes back to the page with its filters. A full load: the form is no page of Streamlit."""
    st.title(_("请先登录"), anchor=False)
    page = name if name in addresses.PAGES else addresses.OVERVIEW
    onward = addresses.address_of(page, st.query_params.to_dict())
    label = _("登录治屏")
    st.html(f'<a class="zp-sign-in" href=".{escape(sign_in_door.address_of(onward))}">{label}</a>')


def cannot_start(sentence: str) -> None:
    """The one thing on the page when the data cannot be opened."""
    st.title(_("治屏打不开数据"), anchor=False)
    st.error(sentence, icon=":material/error:")


def missing() -> None:
    """The page of an address that none has."""
    st.title(_("没有这一页"), anchor=False)
    asked = as_told(st.query_params.get("asked", ""))
    st.info(
        as_markdown(
            _("地址“{asked}”没有对应的页面。请从上面的菜单选一页，或核对发来的地址。").format(asked=asked)
        ),
        icon=":material/search_off:",
    )
    addresses.link(addresses.OVERVIEW, _("去今日态势"))


def refuse(sentence: str) -> None:
    """What stands on a page that its reader may not see."""
    st.info(sentence, icon=":material/lock:")
