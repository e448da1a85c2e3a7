"""The key figures of stations/benefits, each with how it moved and how it came to be."""

from collections.abc import Sequence

from zhiping.contracts.kinds import Row
from zhiping.ui.kit.comparisons import comparable
from zhiping.ui.kit.months import months_told, whole_months
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Change, KeyFigure, count_change, share_change
from zhiping.ui.stations.benefits import BEHIND_MERCHANTS, BEHIND_REDEMPTIONS, yuan
from zhiping.words import N_, _

HEAD = "stations/benefit_key_figures"
# Of the head: what the two figures of redemptions tell.
_USES = (
    "redemption_count",
    "redeemed_merchant_count",
    "used_merchant_count",
    "amount_yuan",
    "saved_yuan",
    "unknown_saved_count",
    "saved_yuan_per_redemption",
)

Then = tuple[str, Row]  # what another period is called, and its row of stations/benefit_key_figures


def key_figures(view: View) -> list[KeyFigure]:
    """Redemptions, yuan saved, people who used it at least once, merchants that nobody used."""
    now = view.row(HEAD)
    return [
        *use_figures(view),
        _used(now, _then(view, now, "used_share", "enrolled_worker_count")),
        _unused(now),
    ]


def use_figures(view: View) -> list[KeyFigure]:
    """Redemptions, and yuan saved."""
    now = view.row(HEAD, *_USES)
    then = _then(view, now, "redemption_count", "saved_yuan")
    months = whole_months(view, "stations/benefit_month_totals")
    return [_redemptions(now, then, months), _saved(now, then, months)]


def _then(view: View, now: Row, *columns: str) -> list[Then]:
    """The other periods, where anything was redeemed in this one."""
    others = comparable(view, "stations") if now["redemption_count"] else []
    return [(against, other.row(HEAD, *columns)) for against, other in others]


def _redemptions(now: Row, then: Sequence[Then], months: Sequence[Row]) -> KeyFigure:
    return KeyFigure(
        "redemption_count",
        _("{n} 次").format(n=numbers.count(now["redemption_count"])),
        note=_shops_told(now),
        changes=_moved(now, then, "redemption_count", _("次")),
        values=[row["redemption_count"] for row in months],
        is_share=False,
        unit=N_("次"),
        values_note=months_told(months),
        counted={_("核销"): numbers.exact_count(now["redemption_count"])},
        behind=BEHIND_REDEMPTIONS.of(now["redemption_count"]),
    )


def _shops_told(now: Row) -> str:
    text = _("在 {n} 家商家").format(n=numbers.exact_count(now["redeemed_merchant_count"]))
    stopped = now["redeemed_merchant_count"] - now["used_merchant_count"]
    return text + _("（其中 {n} 家现在停用）").format(n=numbers.exact_count(stopped)) if stopped else text


def _saved(now: Row, then: Sequence[Then], months: Sequence[Row]) -> KeyFigure:
    each = now["saved_yuan_per_redemption"]
    note = "" if each is None else _("平均每次省 {each}").format(each=yuan(each))
    return KeyFigure(
        "saved_yuan",
        yuan(now["saved_yuan"]),
        note=note,
        changes=_moved(now, then, "saved_yuan", _("元")),
        values=[row["saved_yuan"] for row in months],
        is_share=False,
        unit=N_("元"),
        values_note=months_told(months),
        counted={
            _("节省(元)"): numbers.decimal(now["saved_yuan"]),
            _("原价(元)"): numbers.decimal(now["amount_yuan"]),
            _("不知道省了多少的次数"): numbers.exact_count(now["unknown_saved_count"]),
        },
        behind=BEHIND_REDEMPTIONS.of(now["redemption_count"] - now["unknown_saved_count"]),
    )


def _used(now: Row, then: Sequence[Then]) -> KeyFigure:
    part, whole = now["used_worker_count"], now["enrolled_worker_count"]
    moved = [
        share_change(now["used_share"], row["used_share"], against)
        for against, row in then
        if numbers.is_enough(whole) and numbers.is_enough(row["enrolled_worker_count"])
    ]
    return KeyFigure(
        "benefit_used_share",
        numbers.brief_rate(part, whole),
        note=_("登记在册 {whole} 人中 {part} 人至少用过一次").format(
            part=numbers.exact_count(part), whole=numbers.exact_count(whole)
        ),
        changes=[change for change in moved if change],
        counted={
            _("用过的人"): numbers.exact_count(part),
            _("登记在册"): numbers.exact_count(whole),
            _("那时不在名册的核销"): numbers.exact_count(now["unknown_worker_count"]),
        },
    )


def _unused(now: Row) -> KeyFigure:
    part, whole = now["unused_merchant_count"], now["merchant_count"]
    return KeyFigure(
        "unused_merchants",
        _("{n} 家").format(n=numbers.count(part)),
        note=_("占有效商家 {rate}").format(rate=numbers.rate(part, whole)) if whole else "",
        counted={_("没有核销"): numbers.exact_count(part), _("有效商家"): numbers.exact_count(whole)},
        behind=BEHIND_MERCHANTS.of(part, whole),
    )


def _moved(now: Row, then: Sequence[Then], column: str, unit: str) -> list[Change]:
    """Against each other period, where both are known."""
    found = [
        count_change(now[column], row[column], against, unit, is_higher_better=True) for against, row in then
    ]
    return [change for change in found if change]
