"""What becomes of an issued bulletin: its period is closed and opened again, or it is withdrawn. Page and terminal use this."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from zhiping import serving
from zhiping.access.issuing import check_may_close, check_may_open_bulletin, check_may_withdraw
from zhiping.access.permissions import NotAllowed
from zhiping.contracts.admin import Act
from zhiping.rules.closing import Closing
from zhiping.ui.bulletins.contributions import named
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.words import _

if TYPE_CHECKING:
    from zhiping.access.bulletins import Issued


def close(view: View, issued: "Issued", _why: str, now: datetime) -> str:
    """Close the period of a bulletin; what was done, in a sentence. Raises NotAllowed, SettingsError."""
    from zhiping.access import closings  # with it comes SQLAlchemy, see serving.state

    check_may_open_bulletin(view.access, issued.made_as)
    check_may_close(view.access, area_of(issued))
    systems = [one.name for one in named(replace(view, filters=issued.filters))]
    closings.close(
        serving.state(),
        issued,
        systems,
        by=view.access.user.name,
        now=now,
        version=serving.store().versions.latest(),
    )
    return _(
        "已关账：{title}（{period}，编号 {number}）。之后改动这一时段的上传和撤销都要写更正原因，并与通报数字并列。"
    ).format(title=issued.title, period=issued.period, number=issued.number)


def reopen(view: View, issued: "Issued", why: str, now: datetime) -> str:
    """Open the period of a bulletin again; what was done, in a sentence. Raises NotAllowed, SettingsError."""
    from zhiping.access import closings  # as in `close`

    check_may_close(view.access, area_of(issued))
    closings.reopen(serving.state(), issued.number, by=view.access.user.name, why=why, now=now)
    return _("已打开 {number} 的账期，之后的上传不再要写更正原因。").format(number=issued.number)


def withdraw(view: View, issued: "Issued", why: str, now: datetime) -> str:
    """Withdraw a bulletin; what was done, in a sentence. Raises NotAllowed, SettingsError."""
    from zhiping.access import closings  # as in `close`

    check_may_withdraw(view.access, issued.issuer, area_of(issued))
    closings.withdraw(serving.state(), issued.number, by=view.access.user.name, why=why, now=now)
    return _("已作废 {number}：编号不再使用，文件照旧保留。").format(number=issued.number)


def area_of(issued: "Issued") -> str:
    """The area that a bulletin is about; "" for everywhere."""
    return issued.filters.get("area") or issued.scope


Doing = Callable[[View, "Issued", str, datetime], str]
DOINGS: Mapping[Act, Doing] = {Act.CLOSED: close, Act.REOPENED: reopen, Act.WITHDREW: withdraw}


def closings_by_number() -> Mapping[str, Closing]:
    """Number of a bulletin -> the closing of its period, of those that stand."""
    from zhiping.access import closings  # as in `close`

    return {one.bulletin: one for one in closings.standing(serving.state())}


def issued_as(number: str) -> "Issued":
    """The bulletin of a number. Raises NotAllowed where there is none."""
    found = None
    if serving.has_state():
        from zhiping.access import bulletins  # as in `close`

        found = bulletins.issued_as(serving.state(), number)
    if found is None:
        raise NotAllowed(_("没有编号为 {number} 的通报。编号写成 2026-0001。").format(number=number))
    return found


def standing_told(issued: "Issued", closing: Closing | None) -> str:
    """What has become of it, in two or three words."""
    if issued.is_withdrawn:
        return _("已作废")
    return _("已关账") if closing else _("有效")


def history_told(issued: "Issued", closing: Closing | None) -> str:
    """Who withdrew it when and why, or closed its period; "" for neither."""
    if issued.withdrawn_at:
        return _("{number} 已作废：{who}于 {time}，原因：{why}。请不要再引用。").format(
            number=issued.number,
            who=issued.withdrawn_by,
            time=numbers.time(issued.withdrawn_at),
            why=issued.withdrawn_why,
        )
    return f"{closing.told}{_('。')}" if closing else ""
