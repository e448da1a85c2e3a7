"""The key figures of what callers say: the three rates as 12345 notices publish them, the score, the call-back."""

from zhiping.contracts.kinds import Row
from zhiping.ui.kit.comparisons import changes, share_moved
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Change, KeyFigure
from zhiping.ui.look.told import Said, joined
from zhiping.ui.tickets import sentences
from zhiping.words import N_, _

HEAD = "tickets/rates"
RATES = {"contacted": N_("响应率"), "solved": N_("解决率"), "satisfied": N_("满意率")}
WHOLES = {"contacted": "asked_contacted_count", "solved": "asked_solved_count", "satisfied": "answered_count"}
_NOT_ASKED = N_("未提供回访口径，这不是{rate}")


def contacted_figure(view: View) -> KeyFigure:
    """响应率: of the callers who were asked, how many were contacted; where no file tells it, what the units record."""
    now = view.row(HEAD)
    if not now["contacted_recorded_count"]:
        return _own_figure(
            view, "touched_in_time", "touched_in_time_count", "touch_counted_count", RATES["contacted"]
        )
    part, whole = now["contacted_count"], now["asked_contacted_count"]
    return KeyFigure(
        "contacted_share",
        numbers.brief_rate(part, whole),
        note=joined(_("；"), [_asked_told(part, whole, _("人说联系过")), _unasked_told(now, whole)]),
        changes=share_moved(view, HEAD, "contacted_share", "asked_contacted_count"),
        counted={
            _("称已联系"): numbers.exact_count(part),
            _("问到的"): numbers.exact_count(whole),
            _("有效回访"): numbers.exact_count(now["valid_count"]),
        },
        behind=sentences.BEHIND_TICKETS.of(part, whole),
    )


def solved_figure(view: View) -> KeyFigure:
    """解决率: what callers say is solved, a part by its weight; where no file tells it, what the units report."""
    now = view.row(HEAD)
    if not now["solved_recorded_count"]:
        return _own_figure(
            view, "reported_solved", "reported_solved_count", "reported_outcome_count", RATES["solved"]
        )
    part, whole = now["solved_count"], now["asked_solved_count"]
    partly = _("部分解决 {n}，按{share}计").format(
        n=numbers.exact_count(now["partly_solved_count"]), share=_partly_told(now)
    )
    is_enough = numbers.is_enough(whole)
    return KeyFigure(
        "solved_share",
        numbers.share(now["solved_share"]) if is_enough else numbers.brief_rate(part, whole),
        note=joined(
            _("；"),
            [
                _asked_told(part, whole, _("人说解决了")),
                partly if whole else "",
                _unasked_told(now, whole),
            ],
        ),
        changes=share_moved(view, HEAD, "solved_share", "asked_solved_count"),
        counted={
            _("已解决"): numbers.exact_count(part),
            _("部分解决"): numbers.exact_count(now["partly_solved_count"]),
            _("部分解决按"): _partly_told(now),
            _("问到的"): numbers.exact_count(whole),
            _("有效回访"): numbers.exact_count(now["valid_count"]),
        },
        behind=sentences.BEHIND_TICKETS.of(part, whole),
    )


def _partly_told(now: Row) -> str:
    """What a part that is solved counts as; nothing where no weight says it."""
    return f"{numbers.decimal(100 * (now['partly_share'] or 0))}%"


def _own_figure(view: View, measure: str, part: str, whole: str, rate: str) -> KeyFigure:
    """What stands beside a rate that nobody can know; never under the rate's name."""
    now = view.row(HEAD)
    return KeyFigure(
        measure,
        numbers.brief_rate(now[part], now[whole]),
        note=joined(
            _("；"),
            [
                _("{part}/{whole} 件").format(
                    part=numbers.exact_count(now[part]), whole=numbers.exact_count(now[whole])
                )
                if now[whole]
                else "",
                _(_NOT_ASKED).format(rate=_(rate)),
            ],
        ),
        changes=share_moved(view, HEAD, f"{measure}_share", whole),
        behind=sentences.BEHIND_TICKETS.of(now[part], now[whole]),
    )


def _asked_told(part: int, whole: int, what: str) -> str:
    """Of how many; of nobody, that nobody was asked."""
    if not whole:
        return _("没有问到的")
    return f"{numbers.exact_count(part)}/{numbers.exact_count(whole)} {what}"


def _unasked_told(now: Row, whole: int) -> str:
    count = now["valid_count"] - whole
    return _("{n} 人没有问到").format(n=numbers.exact_count(count)) if count else ""


def score_figure(view: View) -> KeyFigure:
    """三率得分: the rates by the weights of the year, and whose weights those are; without weights none."""
    now = view.row(HEAD)
    score = _score(now)
    return KeyFigure(
        "rate_score",
        numbers.MISSING if score is None else _score_told(score),
        note=_why_no_score(now) or weights_told(now),
        changes=changes(view, "tickets", lambda other, against: _moved(score, other, against)),
        is_share=False,
        unit=N_("分"),
        counted={
            _(RATES[rate]): f"{numbers.share(now[f'{rate}_share'])} × {_weight(now, rate)}" for rate in RATES
        },
    )


def _score(now: Row) -> float | None:
    return None if _why_no_score(now) else now["rate_score"]


def _score_told(score: float) -> str:
    return _("{score:.1f} 分").format(score=score)


def _moved(score: float | None, other: View, against: str) -> Change | None:
    then = _score(other.row(HEAD))
    if score is None or then is None:
        return None
    moved = round(score, 1) - round(then, 1)
    sign = numbers.MINUS if moved < 0 else "+"
    text = (
        _("{sign}{points:.1f} 分").format(sign=sign, points=abs(moved)) if abs(moved) >= 0.05 else _("持平")
    )
    return Change(text, against, None if abs(moved) < 0.05 else moved > 0)


def _why_no_score(now: Row) -> str:
    """Why there is no score; "" where there is one."""
    weighed = [rate for rate in RATES if now[f"{rate}_weight"]]
    if not weighed:
        year = f"{now['year']}" if now["year"] else _("这一年")
        return _("没有{year}年的权重。在“上传数据”里上传三率权重后才有得分。").format(year=year)
    few = [rate for rate in weighed if not numbers.is_enough(now[WHOLES[rate]])]
    if few:
        return _("{rates}的回访不足10人，不计得分").format(rates=_("、").join(_(RATES[rate]) for rate in few))
    return ""


def _weight(now: Row, rate: str) -> str:
    weight = now[f"{rate}_weight"]
    return numbers.MISSING if weight is None else f"{numbers.decimal(weight)}%"


def weights_told(now: Row) -> str:
    """The weights with their source, and whether they are 100 together."""
    told = _("、").join(f"{_(RATES[rate])} {_weight(now, rate)}" for rate in RATES)
    whole = sum(now[f"{rate}_weight"] or 0 for rate in RATES)
    parts = [_("权重 {told}").format(told=told), now["weights_basis"] or _("没有写依据")]
    if abs(whole - 100) > 1e-9:
        parts.insert(1, _("合计 {whole}%，按比例折算").format(whole=numbers.decimal(whole)))
    return _("；").join(parts)


def called_back_figure(view: View) -> KeyFigure:
    """回访率: how many of the closed tickets anybody asked about."""
    now = view.row(HEAD)
    part, whole = now["called_back_count"], now["finished_count"]
    note = _("{part}/{whole} 件已办结").format(
        part=numbers.exact_count(part), whole=numbers.exact_count(whole)
    )
    return _share_figure(
        view, "called_back_share", part, whole, note if whole else _("还没有办结的"), of="finished_count"
    )


def cautious_figure(view: View) -> KeyFigure:
    """谨慎满意率: whoever was not reached counts as not satisfied."""
    now = view.row(HEAD)
    part, whole = now["satisfied_count"], now["answered_count"] + now["reached_not_count"]
    note = [numbers.parts(part, whole, _("人")) if whole else _("还没有回访")]
    if unreached := now["reached_not_count"]:
        note.append(_("未接通 {n} 人算不满意").format(n=numbers.exact_count(unreached)))
    return _share_figure(view, "cautious_share", part, whole, joined(_("；"), note))


def firmly_satisfied_figure(view: View) -> KeyFigure:
    """满意率 without those who are 基本满意."""
    now = view.row(HEAD)
    part, whole = now["firmly_satisfied_count"], now["answered_count"]
    note = [numbers.parts(part, whole, _("人")) if whole else _("还没有接通的")]
    if barely := now["barely_satisfied_count"]:
        note.append(_("基本满意 {n} 人不算").format(n=numbers.exact_count(barely)))
    return _share_figure(view, "firmly_satisfied_share", part, whole, joined(_("；"), note))


def _share_figure(
    view: View, measure: str, part: int, whole: int, note: Said, *, of: str = "answered_count"
) -> KeyFigure:
    """A share that is called as its measure. `of`: the count of HEAD by which a change has enough behind it."""
    return KeyFigure(
        measure,
        numbers.brief_rate(part, whole),
        note=note,
        changes=share_moved(view, HEAD, measure, of),
        behind=sentences.BEHIND_TICKETS.of(part, whole),
    )
