"""班子互评: what the members of a team think of each other, raw and freed of each rater's strictness."""

import streamlit as st

from zhiping.ui import charts
from zhiping.ui.appraisal import people as appraisal_people
from zhiping.ui.appraisal.people import Team
from zhiping.ui.kit import key_figures, page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import strong
from zhiping.words import _

FILTERS = ("area", "year", "group", "office")
MOST_TEAMS = 8


def draw_caution() -> None:
    """What the adjustment does, and what it is not."""
    st.info(
        as_markdown(
            strong(_("仅供参考。"))
            + " "
            + _(
                "评分有宽有严，校正后相当于每人都由同样宽严的人评。"
                "校正只去掉宽严的差别，不判断谁评得对；单凭它不足以奖惩任何人。"
                "谁评了谁，在任何页面、下载和查询里都不显示。"
            )
        ),
        icon=":material/info:",
    )


def draw_team(view: View, team: Team) -> None:
    """One team: raw and adjusted score of each member on one scale."""
    unit = team.row["unit_name"]
    people = appraisal_people.told_people(team)
    if all(row["is_withheld"] for row in team.members):
        page.heading(unit)
        saying.note(_("不显示（评分人少于3人）。"))
        return
    page.figure(
        view,
        f"team-{team.row['unit_id']}",
        unit,
        charts.dumbbell,
        people,
        meaning="peer_adjusted",
        columns=appraisal_people.PEER_COLUMNS[1:],
        behind=appraisal_people.behind_team(team),
        note=appraisal_people.team_told(team),
        **appraisal_people.peer_options(),
    )


def draw_teams(view: View, teams: list[Team]) -> None:
    """The teams in which the adjustment moves most; the others are one filter away."""
    page.heading(_("原始平均和校正后（仅供参考）"), size=2)
    if len(teams) > MOST_TEAMS:
        saying.note(
            _("先后变动最大的 {n} 个班子；其余 {rest} 个请在筛选里选考核单位，或看下面的表。").format(
                n=MOST_TEAMS, rest=numbers.count(len(teams) - MOST_TEAMS)
            )
        )
    shown = teams[:MOST_TEAMS]
    for first in range(0, len(shown), 2):
        for column, team in zip(st.columns(2, gap="medium"), shown[first : first + 2], strict=False):
            with column:
                draw_team(view, team)


def draw_everybody(view: View, teams: list[Team]) -> None:
    """All rated persons in one table, and as a file."""
    page.heading(_("全部被评人"), size=2)
    people = [row for team in teams for row in appraisal_people.told_people(team)]
    tables.draw(people, "peers", "appraisal/peers", columns=appraisal_people.PEER_COLUMNS)
    title = _("班子互评（仅供参考）")
    tables.draw_download(view, people, "peers", "appraisal/peers", title, appraisal_people.PEER_COLUMNS)


view = appraisal_people.open_page("appraisal/peers", FILTERS)
rows = view.rows("appraisal/peers")
if appraisal_people.has_any(view, rows, _("班子互评")):
    teams = appraisal_people.teams(view)
    page.finding(appraisal_people.peers_finding(teams))
    draw_caution()
    key_figures.draw(
        view,
        [
            appraisal_people.people_figure(teams),
            appraisal_people.moved_figure(teams),
            appraisal_people.withheld_figure(teams),
        ],
    )
    draw_teams(view, teams)
    draw_everybody(view, teams)
page.data_line(view)
