"""考核排名: each group ranked within itself, how firm the ranks are, what made them and what moved them."""

from collections.abc import Sequence

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui.appraisal import figures, grades, pictures, sentences, what_if
from zhiping.ui.appraisal.sentences import Group
from zhiping.ui.kit import addresses, chosen, key_figures, page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.told import Said, in_state, state_sign, strong
from zhiping.words import _, in_turn

FILTERS = ("area", "year", "term", "group")
MOST_SECTIONS = 4
MOST_UNRANKED = 8
SUMMARY_COLUMNS = ("group_title", "unit_count", "first_told", "missing_count")
LEADER_COLUMNS = ("unit_group", "rank", "unit_name", "post", "score", "grade", "person_id", "person_count")
MEMBER_COLUMNS = ("unit_name", "rank", "post", "score", "grade", "person_id", "person_count")
POST_COLUMNS = (
    "year",
    "unit_group",
    "post_told",
    "person_count",
    "graded_count",
    "excellent_count",
    "excellent_share",
    "competent_count",
    "basic_count",
    "poor_count",
)


def open_unit(view: View, row: Row) -> None:
    """Leave for the unit's own page."""
    addresses.go_to("appraisal/unit", {**chosen.shared(view), "office": row["unit_id"]})


def draw_checks(view: View) -> None:
    """Each failing check of a scheme in a sentence, the change of the counts beside it, all in the table."""
    checks = sentences.checks(view)
    failing = [row for row in checks if row["is_failing"]]
    page.heading(_("方案检查"))
    told: list[Said] = [state_sign("overdue") + f" {row['check_told']}" for row in failing[:MOST_UNRANKED]]
    if not failing:
        told = [_("权重合计、重点任务权重和指标项数都与方案一致。")]
    told += [row["check_told"] for row in checks if row["check"] == "count_change"][:MOST_UNRANKED]
    saying.points(told)
    columns = ("area_name", "year", "unit_group", "check_told", "is_failing")
    tables.draw_twin(view, checks, "checks", "appraisal/scheme_checks", _("方案检查"), columns)


def draw_unranked(one: Group) -> None:
    """The units without a rank, each with why."""
    unranked = [row for row in one.rows if not row["is_ranked"]]
    for row in unranked[:MOST_UNRANKED]:
        saying.sentence(in_state("late", "▲") + " " + strong(row["unit_name"]) + f"　{row['why']}")
    if len(unranked) > MOST_UNRANKED:
        saying.note(_("另有 {n} 个单位没有名次，见下表。").format(n=len(unranked) - MOST_UNRANKED))


def draw_list(view: View, one: Group) -> None:
    """The official list with each interval in its row; a row opens the unit's page."""
    key, asked, title = f"list-{one.key}", "appraisal/ranking", _("名次与区间")
    ranked = sum(row["is_ranked"] for row in one.units)
    behind = figures.behind_ranks(one.whole).of(ranked)
    page.explained_heading(view, key, title, "rank_interval", behind=behind)
    rows = figures.listed(one)
    picked = tables.draw(
        rows[: pictures.MOST_DRAWN],
        key,
        asked,
        columns=figures.RANK_COLUMNS,
        is_selectable=True,
        is_whole=True,
    )
    saying.note(
        in_turn(
            pictures.drawn_told(rows),
            _(
                "圆点是官方名次，横条是90%的情形所在的名次。得分先保留两位小数，同分并列取较好的名次。点选一行看单位画像。"
            ),
        )
    )
    tables.draw_download(
        view, one.units, key, asked, one.title, figures.RANK_FILE_COLUMNS, meaning="rank_interval"
    )
    if picked is not None:
        open_unit(view, rows[picked])


def draw_group(view: View, one: Group) -> None:
    """One group: its list beside what moved, what makes the ranks and which indicator decides."""
    page.heading(_("{group}组").format(group=one.title), size=2)
    draw_unranked(one)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        draw_list(view, one)
        pictures.draw_dimensions(view, one)
    with right:
        pictures.draw_moves(view, one)
        pictures.draw_shifts(view, one)


def draw_others(others: Sequence[Group]) -> None:
    """The groups that have no section of their own, a line each."""
    rows = [
        {
            "group_title": one.title,
            "unit_count": len(one.ranked),
            "first_told": _("、").join(
                row["unit_name"] for row in one.ranked if row["rank"] == one.ranked[0]["rank"]
            ),
            "missing_count": sum(row["missing_count"] for row in one.rows),
        }
        for one in others
    ]
    page.heading(_("另外 {n} 个组").format(n=len(rows)))
    saying.note(_("在上面选择地区或考核组，看一个组的全部内容。"))
    tables.draw(rows, "others", "appraisal/ranking", columns=SUMMARY_COLUMNS)


def draw_people(view: View) -> None:
    """Leaders among leaders, members in their team, and how the grades fall on both."""
    posts, leaders, members = (view.rows(f"appraisal/{name}") for name in ("posts", "leaders", "members"))
    if not posts:
        return
    years = {row["year"] for row in (*leaders, *members)}
    page.explained_heading(
        view,
        "posts",
        _("人员考核"),
        "excellent_by_post",
        counted=grades.graded_counted(view),
        behind=grades.behind(view),
        size=2,
    )
    saying.note(
        _("{year}年度；一把手只与同组一把手比，班子成员只在本班子内比。人员用代号。").format(
            year=_("、").join(map(str, sorted(years)))
        )
    )
    rows = [
        {
            **row,
            "post_told": _("一把手") if row["is_leader"] else _("班子成员"),
            "excellent_share": row["excellent_share"] if numbers.is_enough(row["graded_count"]) else None,
        }
        for row in posts
    ]
    told: list[Said] = [
        _("{year}年度{group}组{post}：优秀 {rate}").format(
            year=row["year"],
            group=row["unit_group"],
            post=row["post_told"],
            rate=numbers.rate(row["excellent_count"], row["graded_count"]),
        )
        for row in rows
    ]
    saying.points(told + grades.caps_told(view))
    tables.draw(rows, "posts", "appraisal/posts", columns=POST_COLUMNS)
    for title, key, people, columns in (
        (_("一把手名次"), "leaders", leaders, LEADER_COLUMNS),
        (_("班子成员名次"), "members", members, MEMBER_COLUMNS),
    ):
        with st.expander(_("{title}（{n} 人）").format(title=title, n=len(people))):
            tables.draw(people, key, f"appraisal/{key}", columns=columns)
            tables.draw_download(view, people, key, f"appraisal/{key}", title, columns)


view = page.begin("appraisal/ranking", filters=FILTERS)
if page.has_rows(view, _("考核")):
    groups = sentences.groups(view)
    page.finding(sentences.ranking_finding(view, groups))
    key_figures.draw(view, figures.ranking_figures(view, groups))
    st.info(_(sentences.CAUTION), icon=":material/balance:")
    draw_checks(view)
    for one in groups[:MOST_SECTIONS]:
        draw_group(view, one)
    if len(groups) > MOST_SECTIONS:
        draw_others(groups[MOST_SECTIONS:])
    if sentences.sees_people(view):
        draw_people(view)
    what_if.draw(view, groups)
page.data_line(view)
