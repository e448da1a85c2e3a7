"""班子互评: what the members of a team think of each other, raw and freed of each rater's strictness."""

import streamlit as st

from zhiping.ui import charts
from zhiping.ui.appraisal import people as appraisal_people
from zhiping.ui.appraisal.people import Team
from zhiping.ui.kit import clicks, key_figures, page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import strong
from zhiping.words import N_, _

FILTERS = ("area", "year", "group", "office")
MOST_TEAMS = 40


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
    """The one team that is chosen: raw and adjusted score of each member, a row each."""
    page.figure(
        view,
        "team",
        _("原始平均和校正后（仅供参考）"),
        charts.dumbbell,
        appraisal_people.told_people(team),
        meaning="peer_adjusted",
        columns=appraisal_people.PEER_COLUMNS[1:],
        counted=appraisal_people.counted(team.members),
        note=appraisal_people.team_told(team),
        **appraisal_people.peer_options(),
    )


def draw_teams(view: View, teams: list[Team]) -> None:
    """All teams in one picture, a row each, those in which the adjustment moves most first."""
    shown = teams[:MOST_TEAMS]
    note = _("每行一个班子，上排是原始平均，下排是校正后；连线交叉的两人校正后先后换了。")
    if len(teams) > MOST_TEAMS:
        note = _("先后变动最大的 {n} 个班子；").format(n=MOST_TEAMS) + note
    page.figure(
        view,
        "teams",
        _("各班子的原始平均和校正后（仅供参考）"),
        charts.dumbbell,
        appraisal_people.team_rows(shown),
        meaning="peer_adjusted",
        table=[row for team in teams for row in appraisal_people.told_people(team)],
        columns=appraisal_people.PEER_COLUMNS,
        counted=appraisal_people.counted(view.rows("appraisal/peers")),
        note=note,
        click=clicks.by("office", "unit_id", N_("点一个点，看这个班子逐人。")),
        **appraisal_people.peer_options(),
    )


def draw_withheld(view: View, teams: list[Team]) -> None:
    """Who was rated where no score may be shown: there is nothing to draw."""
    page.heading(_("原始平均和校正后（仅供参考）"))
    saying.note(_("不显示（评分人少于3人）。"))
    people = [row for team in teams for row in appraisal_people.told_people(team)]
    tables.draw(people, "peers", "appraisal/peers", columns=appraisal_people.PEER_COLUMNS)


view = page.begin_about_people("appraisal/peers", FILTERS)
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
    if all(row["is_withheld"] for row in rows):
        draw_withheld(view, teams)
    elif len(teams) == 1:
        draw_team(view, teams[0])
    else:
        draw_teams(view, teams)
page.data_line(view)
