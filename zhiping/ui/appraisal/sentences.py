"""What the pages of ranked units share: groups with their ranks, and what is said of a unit in words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zhiping.access.permissions import may_see_people
from zhiping.contracts.kinds import Row
from zhiping.rules.appraisal.schemes import check_words
from zhiping.rules.appraisal.scores import FULL_MARK
from zhiping.rules.areas import is_within, unit_word
from zhiping.ui.charts.rank_intervals import interval_words
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.told import Said, Told, joined, needs_person
from zhiping.words import N_, _, bracketed

# Why a cell of the score sheet counts as it does.
SITUATIONS = {
    "scored": "",
    "missing": N_("缺数据"),
    "not_applicable": N_("不适用"),
    "no_target": N_("没有目标值"),
    "no_spread": N_("无差异"),
    "outside": N_("百分之外（加减分、一票否决）"),
}
OUTSIDE = "outside"
CAUTION = N_(
    "官方名次在前，区间在后作提醒：区间重叠的单位名次差距不显著，差一两位多半说明不了什么。"
    "单凭名次或区间都不能作为奖惩、约谈或使用的依据，要连同数据完整度、变动原因和具体指标一起看。"
)
_NAMED = 3
_UNIT_BEHIND_NAME = re.compile(r"[(（][^()（）]*[)）]$")


@dataclass(frozen=True)
class Group:
    """One group of one scheme area: `units` are all of it by rank, unranked ones last; `rows` those that are chosen.

    A row is one of appraisal/ranking with rank_low, rank_high, first_place_share, last_place_share,
    not_separable_count, not_separable_from (None where there is no interval), interval and why (text), and is_own:
    whether it is chosen where not all are.
    """

    scheme_area: str
    unit_group: str
    title: str
    rows: list[Row]
    units: list[Row]

    @property
    def key(self) -> str:
        return f"{self.scheme_area}-{self.unit_group}"

    @property
    def ranked(self) -> list[Row]:
        return [row for row in self.rows if row["is_ranked"]]

    @property
    def is_part(self) -> bool:
        """Whether not all of the group is chosen."""
        return len(self.rows) < len(self.units)

    @property
    def whole(self) -> dict[str, str | None]:
        """The filters that choose the whole group: groups of other areas may be called the same."""
        return {"group": self.unit_group, "area": self.scheme_area, "office": None}

    def of(self, rows: Iterable[Row]) -> list[Row]:
        """Those of `rows` that belong to this group."""
        return [row for row in rows if _key(row) == (self.scheme_area, self.unit_group)]

    def asked(self, view: View, question: str) -> list[Row]:
        """The rows of a question for the whole group, `is_own` marking what is chosen."""
        own = {row["unit_id"] for row in self.rows} if self.is_part else set()
        return [row | {"is_own": row["unit_id"] in own} for row in self.of(view.rows(question, **self.whole))]


def _key(row: Row) -> tuple[str, str]:
    return row["scheme_area"], row["unit_group"]


def groups(view: View) -> list[Group]:
    """The groups of the shown term, each with its units; the scheme's area is named where there are several."""
    chosen: dict[tuple[str, str], list[str]] = {}
    for row in view.rows("appraisal/ranking"):
        chosen.setdefault(_key(row), []).append(row["unit_id"])
    names = {row["area_code"]: row["area_name"] for row in view.rows("areas/tree")}
    has_several = len({area for area, _group in chosen}) > 1
    return [
        _group(view, area, group, unit_ids, names, has_several=has_several)
        for (area, group), unit_ids in chosen.items()
    ]


def _group(
    view: View, area: str, group: str, unit_ids: Sequence[str], names: Mapping[str, str], *, has_several: bool
) -> Group:
    bare = Group(area, group, "", [], [])
    # Without a narrower choice one answer serves all groups: a question a group would cost a page seconds.
    is_narrow = "office" in view.filters or not is_within(area, view.filters.get("area", ""))
    filters = bare.whole if is_narrow else {}
    bands = {row["unit_id"]: row for row in bare.of(view.rows("appraisal/intervals", **filters))}
    found = [
        _with_interval(row, bands.get(row["unit_id"]))
        for row in bare.of(view.rows("appraisal/ranking", **filters))
    ]
    is_part = len(unit_ids) < len(found)
    units = [row | {"is_own": is_part and row["unit_id"] in unit_ids} for row in found]
    rows = [row for row in units if row["unit_id"] in unit_ids]
    return Group(area, group, _title(group, area, names, units, has_several=has_several), rows, units)


def _title(group: str, area: str, names: Mapping[str, str], rows: Sequence[Row], *, has_several: bool) -> str:
    word = unit_word(names.get(area, ""), area, [row["area_code"] for row in rows])
    title = f"{group}{bracketed(_(word))}" if word else group
    return f"{names.get(area, area)} · {title}" if has_several else title


def _with_interval(row: Row, band: Row | None) -> Row:
    extra: Row = {
        "rank_low": band and band["rank_low"],
        "rank_high": band and band["rank_high"],
        "first_place_share": band and band["first_place_share"],
        "last_place_share": band and band["last_place_share"],
        "not_separable_count": band and band["not_separable_count"],
        "not_separable_from": band["not_separable_from"] if band else [],
    }
    return row | extra | {"interval": interval_words(extra), "why": why_told(row)}


def points(score: float | None) -> str:
    """A score as it is ranked, with two decimals."""
    return numbers.MISSING if score is None else f"{score:.2f}"


def why_told(row: Row) -> str:
    """What is to be said beside a unit's rank: why it has none, what is missing, whether it shares it."""
    if not row["is_ranked"]:
        if row["score"] is None:
            return _("没有名次：没有可计分的数据")
        return _("没有名次：完整度 {share}，缺 {n} 项").format(
            share=numbers.share(row["present_share"]), n=row["missing_count"]
        )
    said = [_("同分并列")] if row["is_tied"] else []
    if row["missing_count"]:
        said.append(_("缺 {n} 项").format(n=row["missing_count"]))
    if row["above_full_count"]:
        said.append(_("{n} 项超过满分").format(n=row["above_full_count"]))
    return _("，").join(said)


def short_name(indicator_name: str) -> str:
    """An indicator's name without its unit, for sentences and pictures: "项目开工率(%)" is 项目开工率."""
    return _UNIT_BEHIND_NAME.sub("", indicator_name) or indicator_name


def situation_told(row: Row) -> str:
    """The state of a cell of appraisal/sheet in words; "" for one that is scored within the full mark."""
    if row["is_above_full"]:
        return _("超过满分 {full}").format(full=numbers.decimal(FULL_MARK))
    return _(SITUATIONS[row["state"]])


def term_told(view: View) -> str:
    """The shown year and term: "2025年前三季度"."""
    return term_of(view.row("appraisal/key_figures"))


def term_of(row: Row) -> str:
    """The year and term of a row: "2025年前三季度"; "" where it has none."""
    return _("{year}年{term}").format(year=row["year"], term=_(row["term"])) if row["term"] else ""


def sees_people(view: View) -> bool:
    """Whether the reader may see rows about single persons."""
    return may_see_people(view.access)


def ranking_finding(view: View, shown: Sequence[Group]) -> Told:
    """Who leads each group and how firmly, and what stands in the way of ranking, in one sentence."""
    parts: list[Said] = [_leader_told(one, is_brief=len(shown) > 1) for one in shown[:2]]
    if len(shown) > 2:
        parts.append(_("共 {n} 个组").format(n=len(shown)))
    totals = view.row("appraisal/rank_totals")
    if unranked := totals["unranked_count"]:
        parts.append(_("{n} 个单位数据不足，没有名次").format(n=unranked))
    if above := totals["above_full_count"]:
        parts.append(
            _("{n} 项得分超过满分 {full}").format(n=numbers.count(above), full=numbers.decimal(FULL_MARK))
        )
    failing = view.row("appraisal/key_figures")["failing_check_count"]
    if failing:
        parts.append(needs_person(_("{n} 项方案检查不通过").format(n=failing)))
    return term_told(view) + _("，") + joined(_("；"), parts) + _("。")


def _leader_told(one: Group, *, is_brief: bool) -> str:
    """Who leads a group; of a chosen part of it, where that stands among all others.

    `is_brief`: how many lie not apart from it, where one of several groups has no room for their names.
    """
    if not one.ranked:
        return _("{group}组 {n} 个单位都没有名次").format(group=one.title, n=len(one.rows))
    best = [row for row in one.ranked if row["rank"] == one.ranked[0]["rank"]]
    count, rank, score = best[0]["unit_count"], best[0]["rank"], points(best[0]["score"])
    if one.is_part and len(one.rows) == 1:
        text = _("在{group}组 {count} 个有名次的单位里列第 {rank} 名（{score} 分").format(
            group=one.title, count=count, rank=rank, score=score
        )
    else:
        names = _("、").join(row["unit_name"] for row in best[:_NAMED])
        if len(best) > _NAMED:
            names += _("等 {n} 个").format(n=len(best))
        if one.is_part:
            among = _("{group}组所选的 {n} 个单位里{names}最前（全组 {count} 个里第 {rank} 名，{score} 分")
        elif count == 1:
            among = _("{group}组只有{names}有名次（{score} 分")
        else:
            among = _("{group}组 {count} 个有名次的单位里{names}最前（{score} 分")
        text = among.format(
            group=one.title, count=count, n=len(one.rows), names=names, rank=rank, score=score
        )
    if others := [
        name for name in best[0]["not_separable_from"] if name not in {b["unit_name"] for b in best}
    ]:
        text += _("，与{others}名次差距不显著").format(
            others=_(" {n} 个单位").format(n=len(others)) if is_brief else named(others)
        )
    return text + _("）")


def gap_told(one: Group, row: Row) -> str:
    """By how much a ranked unit lies behind the next better one, the first ahead of the next worse; "" without any."""
    better = [each for each in one.units if each["is_ranked"] and each["rank"] < row["rank"]]
    worse = [each for each in one.units if each["is_ranked"] and each["rank"] > row["rank"]]
    if not better and not worse:
        return ""
    other = better[-1] if better else worse[0]
    words = _("，比第 {rank} 名{name}少 {points} 分") if better else _("，比第 {rank} 名{name}多 {points} 分")
    gap = points(abs(other["score"] - row["score"]))
    return words.format(rank=other["rank"], name=other["unit_name"], points=gap)


def named(names: Sequence[str]) -> str:
    """Names in a sentence: the first few, and how many they are."""
    first = _("、").join(names[:_NAMED])
    return first if len(names) <= _NAMED else _("{names}等 {n} 个").format(names=first, n=len(names))


def checks(view: View) -> list[Row]:
    """The scheme checks of the shown year and groups, each with its sentence as `check_told`."""
    year = shown_year(view)
    own = {_key(row) for row in view.rows("appraisal/ranking")}
    return [
        {**row, "check_told": check_words(row)}
        for row in (view.rows("appraisal/scheme_checks", year=year) if year else ())
        if (row["area_code"], row["unit_group"]) in own
    ]


def failing_count(view: View) -> int:
    """How many of them fail, as the head says too: counted of its rows, which whoever asks for this shows anyway."""
    return sum(row["is_failing"] for row in checks(view))


def shown_year(view: View) -> str | None:
    """The year of the shown sheets, which all groups share; None where no unit is shown."""
    rows = view.rows("appraisal/ranking")
    return str(rows[0]["year"]) if rows else None


def with_situations(cells: Iterable[Row]) -> list[Row]:
    """The rows of appraisal/sheet with `situation`: their state in words."""
    return [row | {"situation": situation_told(row)} for row in cells]
