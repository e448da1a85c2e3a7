"""考核，人员部分: who may open its pages, and what 班子互评 says. No rater is in anything here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui.kit import page
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import Said, Told, joined, strong
from zhiping.words import N_, _

PEER_COLUMNS = (
    "unit_name",
    "person_id",
    "post",
    "is_leader",
    "rater_count",
    "raw_mean",
    "score_spread",
    "adjusted_score",
    "raw_place",
    "adjusted_place",
    "note",
)


def has_any(view: View, rows: Sequence[Row], what: str) -> bool:
    """Whether there are `rows` to show; if not, a sentence says why. `what`: 互评 …"""
    if rows:
        return True
    if page.has_rows(view, _("考核")):
        st.info(as_markdown(_("这些条件下没有{what}数据。").format(what=what)), icon=":material/filter_alt:")
    return False


@dataclass(frozen=True)
class Team:
    """One rated team: the row of appraisal/peer_teams, and its members, rows of appraisal/peers."""

    row: Row
    members: list[Row]

    @property
    def has_moved(self) -> bool:
        """Whether anybody's place in the team differs after the adjustment."""
        return bool(self.row["moved_place_count"])


def teams(view: View) -> list[Team]:
    """The rated teams, those in which the adjustment moved most first."""
    members: dict[str, list[Row]] = {}
    for row in view.rows("appraisal/peers"):
        members.setdefault(row["unit_id"], []).append(row)
    return [Team(row, members[row["unit_id"]]) for row in view.rows("appraisal/peer_teams")]


def peers_finding(found: Sequence[Team]) -> Told:
    """How many persons in how many teams, and in how many the order changes, in one sentence."""
    parts: list[Said] = [
        _("{year}年 {n} 个班子的 {people} 人有互评").format(
            year=found[0].row["year"], n=numbers.count(len(found)), people=numbers.count(_people(found))
        )
    ]
    if any(team.row["is_adjusted"] for team in found):
        moved = numbers.count(sum(team.has_moved for team in found))
        parts[0] += _("，校正后 ") + strong(_("{n} 个班子的先后有变化").format(n=moved))
    if apart := sum(not team.row["is_connected"] for team in found):
        parts.append(_("{n} 个班子的评分人不重叠，无法校正").format(n=numbers.count(apart)))
    if withheld := _withheld(found):
        parts.append(_("{n} 人的评分人少于3人，不显示").format(n=numbers.count(withheld)))
    return joined(_("；"), parts) + _("。")


def _people(found: Sequence[Team]) -> int:
    return sum(len(team.members) for team in found)


def _withheld(found: Sequence[Team]) -> int:
    return sum(row["is_withheld"] for team in found for row in team.members)


def people_figure(found: Sequence[Team]) -> KeyFigure:
    """How many were rated, in how many teams."""
    people = _people(found)
    return KeyFigure(
        "peer_people",
        _("{n} 人").format(n=numbers.count(people)),
        note=_("{n} 个班子").format(n=numbers.count(len(found))),
        counted={
            _("被评人"): numbers.exact_count(people),
            _("班子"): numbers.exact_count(len(found)),
            **counted([row for team in found for row in team.members]),
        },
    )


def moved_figure(found: Sequence[Team]) -> KeyFigure:
    """In how many of the teams that can be adjusted the order changes."""
    comparable = [team for team in found if team.row["is_adjusted"]]
    moved = sum(team.has_moved for team in comparable)
    apart = sum(not team.row["is_connected"] for team in found)
    return KeyFigure(
        "peer_moved",
        _("{n} 个").format(n=numbers.count(moved)),
        note=_("可校正的有 {n} 个班子；评分人不重叠的 {apart} 个").format(
            n=numbers.count(len(comparable)), apart=numbers.count(apart)
        ),
        counted={
            _("先后有变化"): numbers.exact_count(moved),
            _("可校正的班子"): numbers.exact_count(len(comparable)),
        },
    )


def withheld_figure(found: Sequence[Team]) -> KeyFigure:
    """Whose scores are not shown, because too few rated."""
    withheld = _withheld(found)
    return KeyFigure(
        "peer_withheld",
        _("{n} 人").format(n=numbers.count(withheld)),
        note=_("评分人少于3人"),
        counted={
            _("不显示"): numbers.exact_count(withheld),
            _("被评人"): numbers.exact_count(_people(found)),
        },
    )


def counted(people: Sequence[Row]) -> dict[str, str]:
    """What ⓘ says of peer scores in the place of rows: from how many raters, the mean and the spread of those shown."""
    shown = [row for row in people if not row["is_withheld"]]
    raters = sorted(row["rater_count"] for row in shown)
    if not raters:
        return {}
    return {
        _("评分人数"): _("{least}–{most} 人").format(least=raters[0], most=raters[-1])
        if raters[0] < raters[-1]
        else _("{n} 人").format(n=raters[0]),
        _("原始平均"): _from_to([row["raw_mean"] for row in shown]),
        _("评分离散(标准差)"): _from_to([row["score_spread"] for row in shown]),
    }


def _from_to(values: Sequence[float]) -> str:
    low, high = numbers.decimal(min(values)), numbers.decimal(max(values))
    return low if low == high else f"{low}–{high}"


def told_people(team: Team) -> list[Row]:
    """The persons with `label`, `note` and themselves as the one of `members`, the highest adjusted score first."""
    best_first = sorted(
        team.members, key=lambda row: (row["is_withheld"], -_shown_score(row), row["person_id"])
    )
    told = [
        {**row, "label": " ".join(filter(None, (row["person_id"], row["post"]))), "note": _note(row)}
        for row in best_first
    ]
    return [row | {"members": [row]} for row in told]


def team_rows(found: Sequence[Team]) -> list[Row]:
    """A row a team for one picture: its `members`, and as `note` what the adjustment did to their order."""
    return [
        {
            "label": team.row["unit_name"],
            "unit_id": team.row["unit_id"],
            "note": _team_note(team),
            "members": told_people(team),
        }
        for team in found
    ]


def _team_note(team: Team) -> str:
    if all(row["is_withheld"] for row in team.members):
        return _("不显示（评分人少于3人）")
    people = _("{n}人").format(n=len(team.members))
    return f"{people}　{_moved_told(team)}"


def _moved_told(team: Team) -> str:
    if not team.row["is_connected"]:
        return _("评分人不重叠，无法校正")
    return _("先后有变化") if team.has_moved else _("先后没有变化")


def _shown_score(row: Row) -> float:
    shown = row["raw_mean"] if row["adjusted_score"] is None else row["adjusted_score"]
    return float(shown or 0)


def _note(row: Row) -> str:
    """What became of one person's place, or why there is nothing to see."""
    if row["is_withheld"]:
        return _("不显示（评分人少于3人）")
    raters = _("{n}人评").format(n=row["rater_count"])
    if not row["is_connected"]:
        return _("{raw}（第{place}），无法校正　{raters}").format(
            raw=numbers.decimal(row["raw_mean"]), place=row["raw_place"], raters=raters
        )
    before, after = row["raw_place"], row["adjusted_place"]
    moved = _("第{before} → 第{after}") if before != after else _("第{after} 不变")
    return _("{raw} → {adjusted}　{moved}　{raters}").format(
        raw=numbers.decimal(row["raw_mean"]),
        adjusted=numbers.decimal(row["adjusted_score"]),
        moved=moved.format(before=before, after=after),
        raters=raters,
    )


def team_told(team: Team) -> str:
    """What the picture of one team has to say of its own."""
    if not team.row["is_connected"]:
        return _("评分人不重叠，无法校正：有的人之间没有共同的评分人。这里只有原始平均。")
    return _("校正后{moved}。").format(moved=_moved_told(team))


def peer_options() -> dict[str, Any]:
    """What the dumbbells are drawn with."""
    return {
        "before": "raw_mean",
        "after": "adjusted_score",
        "before_words": N_("原始平均"),
        "after_words": N_("校正后（仅供参考）"),
    }
