"""结果运用: what follows from the appraisal, as the loop 考核—评价—使用—提升."""

import streamlit as st

from zhiping.ui import charts
from zhiping.ui.appraisal import grades, outcome_figures, outcomes, people, pictures
from zhiping.ui.kit import addresses, chosen, clicks, key_figures, page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import summed
from zhiping.words import N_, _

FILTERS = ("area", "year", "group")


def draw_appraised(view: View, shared: dict[str, str]) -> None:
    """考核: which grades leaders and members got."""
    page.heading(_("一、考核"), size=2)
    rows = grades.grade_rows(view)
    if rows:
        saying.sentence(grades.excellent_told(view))
        saying.points(grades.caps_told(view))
        page.figure(
            view,
            "grades",
            _("各岗位的等次"),
            charts.part_bars,
            rows,
            meaning="excellent_by_post",
            columns=grades.POST_COLUMNS,
            counted=grades.graded_counted(view),
            behind=grades.behind(view),
            note=_("右侧是优秀占已定等次的比例；不到10人的只列人数。"),
            click=grades.CLICK,
            parts=grades.GRADE_PARTS,
            unit=N_("人"),
        )
    else:
        saying.sentence(_("还没有人员等次。"))
    addresses.link("appraisal/ranking", _("看考核排名"), shared)


def draw_rated(view: View, shared: dict[str, str]) -> None:
    """评价: what the peers say, in one sentence."""
    page.heading(_("二、评价"), size=2)
    teams = people.teams(view)
    if teams:
        saying.sentence(people.peers_finding(teams))
        saying.note(_("互评仅供参考，不单独作为奖惩的依据。"))
    else:
        saying.sentence(_("还没有班子互评。"))
    addresses.link("appraisal/peers", _("看班子互评"), shared)


def draw_used(view: View) -> None:
    """使用: awards by kind and group, and all talks."""
    page.heading(_("三、使用"), size=2)
    left, right = st.columns(2, gap="medium")
    with left:
        rows, groups = outcomes.award_rows(view)
        page.figure(
            view,
            "awards",
            _("奖励和使用，按考核组"),
            charts.part_bars,
            rows,
            meaning="awards",
            table=outcomes.outcome_table(view),
            columns=outcomes.AWARD_COLUMNS,
            behind=outcomes.BEHIND_OUTCOMES.of(sum(outcomes.award_totals(view).values())),
            click=clicks.opens_rows(
                outcomes.BEHIND_OUTCOMES,
                N_("点一段，看这些结果。"),
                parts={one.column: {"unit_group": one.column} for one in groups},
                outcome_kind="outcome_kind",
            ),
            parts=groups,
            unit=N_("人次"),
        )
    with right:
        draw_talks_heading(view)
        saying.sentence(outcomes.twice_told(view))
        talks = outcomes.talk_rows(view)
        if talks:
            tables.draw(talks, "talks", "appraisal/outcome_rows", columns=outcomes.TALK_COLUMNS)
            tables.draw_download(
                view, talks, "talks", "appraisal/outcome_rows", _("约谈"), outcomes.OUTCOME_COLUMNS
            )


def draw_talks_heading(view: View) -> None:
    """约谈 with its ⓘ, as a picture has one."""
    counted = outcomes.twice_counted(view)
    behind = outcomes.behind_twice(view)
    page.explained_heading(view, "talked-twice", _("约谈"), "talked_twice", counted=counted, behind=behind)


def draw_loop(view: View) -> None:
    """提升: how far the loop has come, and which units owe what."""
    page.heading(_("四、提升"), size=2)
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            view,
            "loop",
            _("约谈—整改—回头看—二次约谈"),
            charts.stages,
            outcomes.stage_rows(view),
            meaning="rectification_stages",
            columns=outcomes.STAGE_COLUMNS,
            behind=outcomes.BEHIND_ITEMS.of(view.row("appraisal/outcome_key_figures")["item_count"]),
            note=_("单位和人员分别去重；只涉及单位的不计人数。"),
            counts=outcomes.STAGE_COUNTS,
        )
    with right:
        page.figure(
            view,
            "items",
            _("各单位整改完成情况"),
            charts.part_bars,
            outcomes.item_rows(view)[: outcomes.MOST_UNITS],
            meaning="rectification_on_time",
            question="appraisal/rectification_rows",
            table=outcomes.item_rows(view),
            columns=outcomes.ITEM_COLUMNS,
            behind=outcomes.behind_on_time(view),
            note=outcomes.judged_told(view),
            click=clicks.opens_page("appraisal/unit", "office", "unit_id", pictures.OPENS_UNIT),
            parts=outcomes.ITEM_STATES,
            unit=N_("项"),
        )


def draw_list(view: View) -> None:
    """The rectification list, the most urgent first."""
    rows = view.rows("appraisal/rectification_rows")
    page.heading(_("整改清单（{n} 项）").format(n=numbers.count(len(rows))))
    if not rows:
        saying.sentence(_("没有整改清单。"))
        return
    saying.note(_("逾期最久的在前，然后按时限从近到远，最后是已完成的。"))
    asked = "appraisal/rectification_rows"
    tables.draw(rows, "rectifications", asked, columns=outcomes.RECTIFICATION_COLUMNS)
    tables.draw_download(view, rows, "rectifications", asked, _("整改清单"), outcomes.RECTIFICATION_COLUMNS)


def draw_trainings(view: View) -> None:
    """Which topics the trainings had."""
    rows = outcomes.training_rows(view)
    page.figure(
        view,
        "trainings",
        _("靶向式专题培训，按主题"),
        charts.bars,
        rows,
        meaning="trainings",
        columns=outcomes.TRAINING_COLUMNS,
        behind=outcomes.BEHIND_OUTCOMES.of(summed(rows, "training_count")),
        click=clicks.opens_rows(
            outcomes.BEHIND_OUTCOMES,
            N_("点一个主题，看这些培训。"),
            nothing=outcomes.NO_TOPIC,
            topic="topic",
        ),
        label="topic",
        value="training_count",
        unit=N_("次"),
    )


view = page.begin_about_people("appraisal/outcomes", FILTERS)
if people.has_any(view, outcomes.any_rows(view), _("结果运用")):
    shared = chosen.shared(view)
    shown = outcomes.of_one_year(view)
    page.finding(outcomes.finding(shown))
    key_figures.draw(
        shown,
        [
            outcome_figures.award_figure(shown),
            outcome_figures.talk_figure(shown),
            outcome_figures.on_time_figure(shown),
            outcome_figures.overdue_figure(shown),
        ],
    )
    draw_appraised(shown, shared)
    draw_rated(shown, shared)
    draw_used(shown)
    draw_loop(shown)
    draw_list(shown)
    draw_trainings(shown)
page.data_line(view, question="appraisal/outcome_data_date")
