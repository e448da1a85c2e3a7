"""What stations/benefits says: how often discounts are used, by whom at all, and where never."""

from collections.abc import Sequence

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.charts.frame import MUTED, PLAIN
from zhiping.ui.kit import period_choice
from zhiping.ui.kit.comparisons import comparable
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind
from zhiping.ui.look.told import Told, strong, told
from zhiping.words import N_, _

KIND_COLUMNS = (
    "kind",
    "merchant_count",
    "used_merchant_count",
    "redemption_count",
    "amount_yuan",
    "saved_yuan",
    "used_worker_count",
)
MONTH_COLUMNS = ("month", "kind", "redemption_count", "saved_yuan", "is_complete")
HOUR_COLUMNS = ("weekday_told", "hour", "redemption_count", "day_count")
UNUSED_COLUMNS = (
    "merchant_name",
    "kind",
    "area_name",
    "discount",
    "joined_on",
    "last_redeemed_at",
    "address",
    "merchant_id",
    "source_sheet",
    "source_row",
)
MERCHANT_PARTS = (
    charts.Part("used_merchant_count", N_("有核销"), "●", PLAIN, PLAIN),
    charts.Part("unused_merchant_count", N_("没有核销"), "◆", MUTED, MUTED, pattern="/"),
)
BEHIND_REDEMPTIONS = Behind(
    "stations/benefit_rows",
    columns=(
        "redemption_id",
        "redeemed_at",
        "merchant_name",
        "kind",
        "area_name",
        "amount_yuan",
        "discount_yuan",
        "is_worker_enrolled",
        "source_sheet",
        "source_row",
    ),
    opens=None,
    noun=N_("核销记录"),
)
BEHIND_MERCHANTS = Behind(
    "stations/shops",
    columns=(
        "merchant_name",
        "kind",
        "area_name",
        "redemption_count",
        "discount",
        "joined_on",
        "address",
        "merchant_id",
        "source_sheet",
        "source_row",
    ),
    noun=N_("商家"),
)


def shop_words(view: View) -> str:
    """What the merchants of the page are called: 商家, or the kind that is chosen."""
    shop = view.filters.get("shop")
    return _(shop) if shop else _("商家")


def yuan(amount: float | None) -> str:
    """An amount of money in words: "3.4万 元"."""
    return numbers.MISSING if amount is None else _("{n} 元").format(n=numbers.decimal(float(amount)))


def finding(view: View) -> Told:
    """How many redemptions, how much saved, who used it, how many merchants nobody used."""
    now = view.row("stations/benefit_key_figures")
    what = shop_words(view)
    if not now["redemption_count"] and not now["merchant_count"]:
        return told(_("没有有效的{what}，也没有优惠核销记录。"), what=what)
    if not now["redemption_count"]:
        return told(_("{n} 家{what}，没有优惠核销记录。"), n=numbers.count(now["merchant_count"]), what=what)
    text = told(
        _("{what}优惠核销 {n}，省 {saved}"),
        what=what,
        n=strong(_("{n} 次").format(n=numbers.count(now["redemption_count"]))),
        saved=strong(yuan(now["saved_yuan"])),
    )
    if view.has_period:
        text = period_choice.told(view) + _("，") + text
    for against, other in comparable(view, "stations"):
        moved = now["redemption_count"] - other.row("stations/benefit_key_figures")["redemption_count"]
        text += _("，{against} {change}").format(
            against=against, change=numbers.count_change(moved, N_("次"))
        )
    if now["enrolled_worker_count"]:
        rate = numbers.rate(now["used_worker_count"], now["enrolled_worker_count"])
        text += told(_("；登记在册的人中用过的 {rate}"), rate=strong(rate))
    if now["unused_merchant_count"]:
        text += told(
            _("；{whole} 家{what}中 {unused}"),
            whole=numbers.count(now["merchant_count"]),
            what=what,
            unused=strong(_("{n} 家没有核销").format(n=numbers.count(now["unused_merchant_count"]))),
        )
    return text + _("。")


def unknown_told(view: View) -> str:
    """What is known of a redemption in part only: its worker, what it saved, or when; "" where nothing."""
    now = view.row("stations/benefit_key_figures")
    found = []
    if now["unknown_worker_count"]:
        found.append(
            _("{n} 次核销的人那时不在当地名册里，计入次数和金额，不一定计入用过的人").format(
                n=numbers.count(now["unknown_worker_count"])
            )
        )
    if now["unknown_saved_count"]:
        found.append(
            _("{n} 次没有填优惠金额或比原价还多，不计入节省").format(
                n=numbers.count(now["unknown_saved_count"])
            )
        )
    if now["future_count"]:
        found.append(_("{n} 次晚于数据截至时间，没有算").format(n=numbers.count(now["future_count"])))
    return _("{told}。").format(told=_("；").join(found)) if found else ""


def kind_rows(view: View) -> list[Row]:
    """The kinds of merchants for a picture of MERCHANT_PARTS and the table of all their figures."""
    return [
        {
            **row,
            "label": _(row["kind"]),
            "note": _("有核销 {rate}").format(
                rate=numbers.rate(row["used_merchant_count"], row["merchant_count"])
            ),
            "used_worker_count": row["worker_count"],
        }
        for row in view.rows("stations/benefit_kinds")
    ]


def kinds_told(rows: Sequence[Row]) -> str:
    """What each kind saved, in a sentence, all to whole yuan; "" where no saving is known."""
    found = [
        _("{kind}省 {saved} 元").format(
            kind=_(row["kind"]), saved=numbers.exact_count(round(row["saved_yuan"]))
        )
        for row in rows
        if row["saved_yuan"]
    ]
    return _("{told}。").format(told=_("，").join(found)) if found else ""


def month_rows(view: View, kinds: Sequence[Row]) -> list[Row]:
    """Redemptions by month, the kinds of merchant in the order of `kinds`."""
    order = [row["kind"] for row in kinds]  # a kind that was used only before the period stands last
    rows = view.run_up().rows("stations/benefit_months")
    return sorted(rows, key=lambda row: (order + [row["kind"]]).index(row["kind"]))


def months_told(rows: Sequence[Row]) -> str:
    """That hollow months are not over, where there are any."""
    return "" if all(row["is_complete"] for row in rows) else _("空心的月份没有满。")


def hour_rows(view: View) -> list[Row]:
    """Redemptions by weekday and hour, the weekday in words."""
    return [
        {**row, "weekday_told": _(charts.WEEKDAYS[row["weekday"] - 1])}
        for row in view.rows("stations/benefit_hours")
    ]


def hours_told(rows: Sequence[Row]) -> str:
    """The busiest hour of the week in a sentence."""
    most = max(rows, key=lambda row: row["redemption_count"])
    return _("最多在{hour}，所选时段的各周相加 {n} 次。").format(
        hour=charts.hour_words(most["weekday"], most["hour"]), n=numbers.count(most["redemption_count"])
    )
