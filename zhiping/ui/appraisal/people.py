"""考核，人员部分: who may open its pages, and what 班子互评 says. No rater is in anything here."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from zhiping.access.permissions import check_may_see_people, may_see_people
from zhiping.contracts.kinds import Row
from zhiping.ui.kit import page
from zhiping.ui.kit.addresses import title_of
from zhiping.ui.kit.view import View, view_of
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind, KeyFigure
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
    "adjusted_score",
    "raw_place",
    "adjusted_place",
    "note",
)
BEHIND_PEERS = Behind("appraisal/peers", columns=PEER_COLUMNS[:-1], opens=None, noun=N_("被评人"))


def open_page(name: str, filters: Sequence[str]) -> View:
    """The head of a page about persons, as page.begin; who may not see persons gets its title alone.

    Raises NotAllowed before anything is read.
    """
    access = view_of(name).access
    if not may_see_people(access):
        st.title(as_markdown(title_of(name)), anchor=False)
    check_may_see_people(access)
    return page.begin(name, filters)


def has_any(view: View, rows: Sequence[Row], what: str) -> bool:
    """Whether there are `rows` to show; if not, a sentence says why. `what`: 互评 …"""
    if rows:
        return True
    if page.has_rows(view, _("考核")):
        st.info(as_markdown(_("这些条件下没有{what}数据。").format(what=what)), icon=":material/filter_alt:")
    return False


def teams(rows: Sequence[Row]) -> list[list[Row]]:
    """The rated persons by team, the teams in which the adjustment moved most first."""
    by_unit: dict[str, list[Row]] = {}
    for row in rows:
        by_unit.setdefault(row["unit_id"], []).append(row)
    return sorted(by_unit.values(), key=lambda team: -_moved_places(team))


def _moved_places(team: Sequence[Row]) -> int:
    return sum(
        abs(row["adjusted_place"] - row["raw_place"]) for row in team if row["adjusted_place"] is not None
    )


def has_moved(team: Sequence[Row]) -> bool:
    """Whether anybody's place in the team differs after the adjustment."""
    return _moved_places(team) > 0


def is_adjusted(team: Sequence[Row]) -> bool:
    """Whether anybody of the team has an adjusted score to show."""
    return any(row["adjusted_score"] is not None for row in team)


def is_connected(team: Sequence[Row]) -> bool:
    """Whether the team's ratings tie all its members together, so that they can be adjusted."""
    return all(row["is_connected"] for row in team)


def peers_finding(rows: Sequence[Row]) -> Told:
    """How many persons in how many teams, and in how many the order changes, in one sentence."""
    found = teams(rows)
    parts: list[Said] = [
        _("{year}年 {n} 个班子的 {people} 人有互评").format(
            year=rows[0]["year"], n=numbers.count(len(found)), people=numbers.count(len(rows))
        )
    ]
    if any(map(is_adjusted, found)):
        moved = numbers.count(sum(map(has_moved, found)))
        parts[0] += _("，校正后 ") + strong(_("{n} 个班子的先后有变化").format(n=moved))
    if apart := sum(not is_connected(team) for team in found):
        parts.append(_("{n} 个班子的评分没有连成一片，不能校正").format(n=numbers.count(apart)))
    if withheld := sum(row["is_withheld"] for row in rows):
        parts.append(_("{n} 人的评分人少于3人，不显示").format(n=numbers.count(withheld)))
    return joined("；", parts) + "。"


def people_figure(rows: Sequence[Row]) -> KeyFigure:
    """How many were rated, in how many teams."""
    found = teams(rows)
    return KeyFigure(
        "peer_people",
        _("{n} 人").format(n=numbers.count(len(rows))),
        note=_("{n} 个班子").format(n=numbers.count(len(found))),
        counted={
            _("被评人"): numbers.exact_count(len(rows)),
            _("班子"): numbers.exact_count(len(found)),
        },
        behind=BEHIND_PEERS,
    )


def moved_figure(rows: Sequence[Row]) -> KeyFigure:
    """In how many of the teams that can be adjusted the order changes."""
    found = teams(rows)
    comparable = [team for team in found if is_adjusted(team)]
    moved = sum(map(has_moved, comparable))
    apart = sum(not is_connected(team) for team in found)
    return KeyFigure(
        "peer_moved",
        _("{n} 个").format(n=numbers.count(moved)),
        note=_("能校正的有 {n} 个班子；评分没有连成一片的 {apart} 个").format(
            n=numbers.count(len(comparable)), apart=numbers.count(apart)
        ),
        counted={
            _("先后有变化"): numbers.exact_count(moved),
            _("能校正的班子"): numbers.exact_count(len(comparable)),
        },
        behind=BEHIND_PEERS,
    )


def withheld_figure(rows: Sequence[Row]) -> KeyFigure:
    """Whose scores are not shown, because too few rated."""
    withheld = sum(row["is_withheld"] for row in rows)
    return KeyFigure(
        "peer_withheld",
        _("{n} 人").format(n=numbers.count(withheld)),
        note=_("评分人少于3人"),
        counted={
            _("不显示"): numbers.exact_count(withheld),
            _("被评人"): numbers.exact_count(len(rows)),
        },
        behind=BEHIND_PEERS,
    )


def behind_team(team: Sequence[Row]) -> Behind:
    """The rated persons of one team."""
    return replace(BEHIND_PEERS, filters={"office": team[0]["unit_id"]})


def told_people(team: Sequence[Row]) -> list[Row]:
    """The persons with `label` and `note`, the highest adjusted score first, those not shown last."""
    best_first = sorted(team, key=lambda row: (row["is_withheld"], -_shown_score(row), row["person_id"]))
    return [
        {**row, "label": " ".join(filter(None, (row["person_id"], row["post"]))), "note": _note(row)}
        for row in best_first
    ]


def _shown_score(row: Row) -> float:
    shown = row["raw_mean"] if row["adjusted_score"] is None else row["adjusted_score"]
    return float(shown or 0)


def _note(row: Row) -> str:
    """What became of one person's place, or why there is nothing to see."""
    if row["is_withheld"]:
        return _("不显示（评分人少于3人）")
    raters = _("{n}人评").format(n=row["rater_count"])
    if not row["is_connected"]:
        return _("{raw}（第{place}），不能校正　{raters}").format(
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


def team_told(team: Sequence[Row]) -> str:
    """What the picture of one team has to say of its own, or ""."""
    if not is_connected(team):
        return _("评分没有连成一片，不能校正：有的人之间没有共同的评分人。这里只有原始平均。")
    return _("校正后先后有变化。") if has_moved(team) else _("校正后先后没有变化。")


def peer_options() -> dict[str, Any]:
    """What the dumbbell of a team is drawn with."""
    return {
        "before": "raw_mean",
        "after": "adjusted_score",
        "before_words": N_("原始平均"),
        "after_words": N_("校正后（仅供参考）"),
    }
