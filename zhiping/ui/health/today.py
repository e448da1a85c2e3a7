"""What 今日态势 says of the fairs: how many, three figures, and what is not as it should be."""

from zhiping.ui.health import figures, sentences
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.matter import Matter, Things
from zhiping.words import _


def whole_told(view: View) -> str:
    """How many there are, as a part of a sentence."""
    return _("{n} 场健康大集").format(
        n=numbers.count(view.row("health/key_figures", "fair_count")["fair_count"])
    )


def card_figures(view: View) -> list[KeyFigure]:
    """Whom they served, who was followed up, where none is held."""
    return [figures.visits_figure(view), figures.follow_up_figure(view), figures.reached_figure(view)]


def exceptions(view: View) -> list[Matter]:
    """Streets left out, referrals that nobody followed up, and faulty rows."""
    found = [_unreached(view), _left_over(view), _faults(view)]
    return [matter for matter in found if matter]


def _unreached(view: View) -> Matter | None:
    count = view.row("health/key_figures", *figures.STREETS)["unreached_street_count"]
    if not count:
        return None
    things = Things(
        "health/streets",
        lambda: [row for row in view.rows("health/streets") if not row["is_reached"]],
        "area_code",
        sentences.STREET_COLUMNS,
    )
    text = _("{n} 个苏木乡镇街道 90 天内没有健康大集").format(n=numbers.exact_count(count))
    return Matter("unreached", "late", text, sentences.PAGE, count, things=things)


def _left_over(view: View) -> Matter | None:
    rows = view.rows("health/left_over")
    if not rows:
        return None
    things = Things(
        "health/left_over",
        lambda: view.rows("health/left_over"),
        "fair_id",
        sentences.LEFT_OVER_COLUMNS,
        sentences.OPENS,
    )
    text = _("{n} 个健康大集的转诊过了30天还没有全部随访").format(n=numbers.exact_count(len(rows)))
    return Matter("left_over", "late", text, sentences.PAGE, len(rows), things=things)


def _faults(view: View) -> Matter | None:
    count = view.row("health/key_figures", "fault_count")["fault_count"]
    if not count:
        return None
    things = Things(
        "health/figure_rows",
        lambda: [row for row in view.rows("health/figure_rows") if row["follow_up"] == "fault"],
        "fair_id",
        sentences.FAIR_COLUMNS,
        sentences.OPENS,
    )
    text = _("{n} 条健康大集的随访人次多于转诊人次，未计入随访率").format(n=numbers.exact_count(count))
    return Matter("faults", "fault", text, sentences.PAGE, count, things=things)
