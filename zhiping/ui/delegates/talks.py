"""民情恳谈日 in words: how many were held, and what came of them."""

from zhiping.contracts.kinds import Row
from zhiping.labels.delegates import COUNTED
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.told import Told, told
from zhiping.words import _


def talk_month_rows(view: View) -> list[Row]:
    """What the talks brought in each month, each series with its `label`."""
    return [{**row, "label": _(COUNTED[row["counted"]])} for row in view.rows("delegates/talk_months")]


def talks_told(view: View) -> Told:
    """How many talks, how many requests, and what became of them, in one sentence."""
    now = view.row("delegates/talk_key_figures")
    text = told(
        _("{n} 名党代表举办民情恳谈日 {talks} 场，{requests}"),
        n=numbers.exact_count(now["holding_delegate_count"]),
        talks=numbers.exact_count(now["talk_count"]),
        requests=_("没有填收集的诉求")
        if now["request_count"] is None
        else _("收集诉求 {n} 件").format(n=numbers.exact_count(now["request_count"])),
    )
    if now["unknown_request_count"] and now["request_count"] is not None:
        text += _("（{n} 场没有填）").format(n=numbers.exact_count(now["unknown_request_count"]))
    if now["ticket_count"]:
        text += _("；由此转为工单 {n} 件，受理的已办结 {rate}").format(
            n=numbers.exact_count(now["ticket_count"]),
            rate=numbers.rate(now["closed_count"], now["accepted_count"]),
        )
    return text + _("。")


def led_told(view: View) -> str:
    """How many tickets of class A a delegate leads; "" where there is none."""
    row = next((row for row in view.rows("delegates/led_tickets") if row["ticket_class"] == "A"), None)
    if row is None:
        return ""
    return _("A 类工单由党代表领办 {rate}，其中已办结 {closed} 件。").format(
        rate=numbers.rate(row["led_count"], row["ticket_count"]),
        closed=numbers.exact_count(row["led_closed_count"]),
    )
