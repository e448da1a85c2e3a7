"""考核排名 and 单位画像 over a small scheme worked by hand, over the demonstration data and over none."""

from datetime import datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.visiting import pictures
from tests.publishing import published
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, PEOPLE, Access, User
from zhiping.asking.run import run
from zhiping.settings import settings_from
from zhiping.store.publishing import Store
from zhiping.ui.appraisal import moving, sentences, what_if
from zhiping.ui.kit import visitor as at_screen

TOWNS, OFFICES = "推动高质量发展", "服务高质量发展"
# The towns' weights sum to 95 and the offices have no scheme: both are said. 丁镇 lacks half of its weight.
SHEETS = {
    "areas": "区划代码,名称,上级代码,层级\n152530103000,丙镇,152530000000,苏木乡镇街道\n",
    "appraisal_schemes": "区划代码,年度,考核组,重点任务权重(%),指标(服务标准)项数\n152530000000,2025,推动高质量发展,50,3\n",
    "appraisal_units": """年度,单位编号,单位名称,考核组,区划代码,主要负责人岗位
2025,T01,甲_镇,推动高质量发展,152530101000,镇党委书记
2025,T02,乙镇,推动高质量发展,152530102000,镇党委书记
2025,T03,丙镇,推动高质量发展,152530103000,镇党委书记
2025,T04,丁镇,推动高质量发展,152530104000,镇党委书记
2025,D01,旗财政局,服务高质量发展,152530000000,局长
""",
    "appraisal_indicators": """区划代码,年度,考核组,指标编号,指标名称,维度,权重,方向,计分方法,目标值,是否重点任务
152530000000,2025,推动高质量发展,Z01,粮食播种面积(万亩),产业发展,50,正向,目标完成率,100,是
152530000000,2025,推动高质量发展,Z02,党建考核,党的建设,30,正向,直接得分,,否
152530000000,2025,推动高质量发展,Z03,办件满意率(%),党的建设,15,正向,直接得分,,否
152530000000,2025,推动高质量发展,Z04,一票否决,其他,0,负向,直接得分,,否
152530000000,2025,服务高质量发展,F01,服务满意率,服务,100,正向,直接得分,,是
""",
    "appraisal_values": """年度,考核期,单位编号,指标编号,数值,不适用,数据来源
2025,一季度,T01,Z01,80,否,统计局
2025,一季度,T01,Z02,80,否,组织部
2025,一季度,T01,Z03,80,否,政务局
2025,一季度,T02,Z01,90,否,统计局
2025,一季度,T02,Z02,90,否,组织部
2025,一季度,T02,Z03,90,否,政务局
2025,一季度,T03,Z01,85,否,统计局
2025,一季度,T03,Z02,85,否,组织部
2025,一季度,T03,Z03,,是,
2025,上半年,T01,Z01,90,否,统计局
2025,上半年,T01,Z02,90,否,组织部
2025,上半年,T01,Z03,90,否,政务局
2025,上半年,T01,Z04,1,否,纪委监委
2025,上半年,T02,Z01,95,否,统计局
2025,上半年,T02,Z02,80,否,组织部
2025,上半年,T02,Z03,93.33,否,政务局
2025,上半年,T03,Z01,80,否,统计局
2025,上半年,T03,Z02,80,否,组织部
2025,上半年,T03,Z03,,是,
2025,上半年,T04,Z02,99,否,组织部
2025,上半年,T04,Z03,99,否,政务局
2025,上半年,D01,F01,88,否,营商局
""",
}


@pytest.fixture(scope="module", autouse=True)
def small(stores: dict[str, Store], tmp_path_factory: pytest.TempPathFactory) -> None:
    """The kind of data "small"."""
    folder = tmp_path_factory.mktemp("pages-small")
    store = Store(settings_from({}, data=folder / "store"))
    for dataset, text in SHEETS.items():
        file = folder / f"{dataset}.csv"
        file.write_text(text, "utf-8")
        published(store, dataset, file, as_of=datetime(2025, 7, 10, 18))
    store.versions.serve()
    stores["small"] = store


def texts(app: AppTest) -> str:
    """All sentences on the page, without the backslashes that keep data from being Markdown."""
    shown = [*app.markdown, *app.caption, *app.info, *app.warning, *app.title, *app.subheader, *app.header]
    return "\n".join(str(element.value) for element in shown).replace("\\", "")


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """The rows of a drawn table, an empty cell as None."""
    return [
        {name: None if value != value else value for name, value in row.items()}
        for row in frame.astype(object).to_dict("records")
    ]


def tables(app: AppTest, *columns: str) -> list[list[dict[str, Any]]]:
    """The tables that have all of these columns. AppTest knows a table by its key only where rows can be picked."""
    return [rows_of(one.value) for one in app.dataframe if set(columns) <= set(one.value.columns)]


def table(app: AppTest, *columns: str) -> list[dict[str, Any]]:
    """The one table that has all of these columns."""
    (found,) = tables(app, *columns)
    return found


def official(app: AppTest, group: str = TOWNS) -> list[dict[str, Any]]:
    """The official list of a group."""
    key = f"table-list-152530000000-{group}"
    return rows_of(next(one.value for one in app.dataframe if one.key == key))


def ranks(app: AppTest, group: str = TOWNS) -> dict[str, int | None]:
    """Unit -> rank in the official list, "▶" before those that are chosen."""
    return {row["unit_name"]: row["rank"] for row in official(app, group)}


# 考核排名


def test_the_finding_names_each_groups_first_the_unranked_and_the_failing_checks(opened: Opened) -> None:
    app = opened("appraisal/ranking", "small")
    assert not app.exception
    shown = texts(app)
    assert "2025年上半年，" in shown
    assert f"{TOWNS}组 3 个有名次的单位里甲_镇、乙镇最前（90.00 分" in shown
    assert f"{OFFICES}组只有旗财政局有名次（88.00 分）" in shown
    assert "1 个单位数据不足，没有名次" in shown
    assert ":red[**3 项方案检查不通过**]" in shown


def test_ties_share_the_better_rank_and_an_unranked_unit_stays_in_the_list_with_its_reason(
    opened: Opened,
) -> None:
    app = opened("appraisal/ranking", "small")
    assert ranks(app) == {"甲_镇": 1, "乙镇": 1, "丙镇": 3, "丁镇": None}
    assert ranks(app, OFFICES) == {"旗财政局": 1}
    said = {row["unit_name"]: row["why"] for row in official(app)}
    assert said["甲_镇"] == "同分并列"
    assert said["丁镇"] == "没有名次：完整度 47.4%，缺 1 项"
    assert "**丁镇**　没有名次：完整度 47.4%，缺 1 项" in texts(app)
    assert "同分并列取较好的名次" in texts(app)


def test_the_key_figures_count_ranked_units_gaps_and_failing_checks(opened: Opened) -> None:
    values = [one.value for one in opened("appraisal/ranking", "small").metric]
    assert values[0] == "4/5 个"
    assert values[2] == "1 项"
    assert values[3] == ":red[3 项]"


def test_every_failing_check_is_a_sentence(opened: Opened) -> None:
    shown = texts(opened("appraisal/ranking", "small"))
    assert f":red[■] 2025年{TOWNS}：权重合计 95" in shown
    assert f":red[■] 2025年{OFFICES}：重点任务权重合计 100" in shown
    assert "没有指标可以比较" in shown, "the change on last year is said, and not judged"


def test_the_overview_counts_as_many_failing_checks_as_the_page(opened: Opened) -> None:
    lines = [one.proto.label for one in opened("overview/today", "small").get("page_link")]
    assert [line for line in lines if "3 项考核方案检查没有通过" in line]


def test_an_area_is_marked_among_its_neighbours_and_no_rank_changes(opened: Opened) -> None:
    app = opened("appraisal/ranking", "small", area="152530103")
    assert ranks(app) == {"甲_镇": 1, "乙镇": 1, "▶ 丙镇": 3, "丁镇": None}
    assert f"在{TOWNS}组 3 个有名次的单位里列第 3 名（80.00 分" in texts(app)
    assert f"{OFFICES}组" not in texts(app)
    moves = next(drawn for key, drawn in pictures(app).items() if "moves" in key)
    assert all(name in moves for name in ("甲_镇", '<tspan font-weight="600">丙镇'))


def test_each_rank_has_its_interval_drawn_in_its_row_and_told_in_words(opened: Opened) -> None:
    rows = official(opened("appraisal/ranking", "small"))
    assert all(str(row["interval_picture"]).startswith("data:image/svg+xml;base64,") for row in rows)
    assert [row["interval"] for row in rows][-1] == "—"


def test_a_group_alone_is_shown_alone(opened: Opened) -> None:
    app = opened("appraisal/ranking", "small", group=OFFICES)
    assert [one.value for one in app.header] == [f"{OFFICES}组"]


def test_what_moved_is_told_with_its_reasons(opened: Opened) -> None:
    shown = texts(opened("appraisal/ranking", "small"))
    assert (
        "**甲_镇**：第 3 → 1 名，升 2 位，80.00 → 90.00 分（+10.00）；拉高的：粮食播种面积 +5.26、党建考核 +3.16"
        in shown
    )
    assert "丙镇**：第 2 → 3 名，降 1 位，85.00 → 80.00 分（−5.00）；拉低的：" in shown


def test_the_first_term_has_nothing_to_be_compared_with(opened: Opened) -> None:
    app = opened("appraisal/ranking", "small", year="2025", term="一季度")
    assert not app.exception
    assert "没有上一考核期可比" in texts(app)


def test_what_a_rank_can_support_is_said(opened: Opened) -> None:
    for name in ("appraisal/ranking", "appraisal/unit"):
        assert "单凭名次或区间都不能作为奖惩、约谈或使用的依据" in texts(opened(name, "small"))


def test_people_are_shown_to_those_who_may_see_them(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("appraisal/ranking")
    leaders = run(serving.store(), "appraisal/leaders", Access(DEMO_USER)).rows
    assert len(table(app, "person_id", "unit_group")) == len(leaders) > 0
    assert "人员考核" in texts(app)
    monkeypatch.setattr(at_screen, "current_user", lambda: User("无人员权限", DEMO_USER.roles - {PEOPLE}))
    app = opened("appraisal/ranking")
    assert not app.exception
    assert "人员考核" not in texts(app)
    assert tables(app, "person_id") == tables(app, "excellent_count") == []


# 假设


def test_other_weights_are_supposed_beside_the_official_ranks_and_nowhere_else(opened: Opened) -> None:
    app = opened("appraisal/ranking", "small", group=TOWNS)
    before = ranks(app)
    slider = app.slider[0]
    assert (slider.value, slider.min, slider.max) == (50.0, 40.0, 60.0)
    app = slider.set_value(60.0).run()
    assert not app.exception
    rows = {row["unit_name"]: row for row in table(app, "what_if_rank")}
    assert (rows["甲_镇"]["rank"], rows["甲_镇"]["what_if_rank"]) == (1, 2)
    assert (rows["乙镇"]["rank"], rows["乙镇"]["what_if_rank"]) == (1, 1)
    assert "权重合计 105" in texts(app)
    assert ranks(app) == before
    assert app.metric[0].value == "3/4 个"
    assert set(app.query_params) == {"group"}
    app = app.button(key="what-if-reset").click().run()
    assert app.slider[0].value == 50.0
    assert tables(app, "what_if_rank") == []


def test_several_weights_are_supposed_together_and_leave_with_the_session(opened: Opened) -> None:
    app = opened("appraisal/ranking", "small", group=TOWNS)
    app = app.slider[0].set_value(60.0).run()
    app = next(one for one in app.selectbox if one.label == "指标").set_value("Z02").run()
    app = app.slider[0].set_value(20.0).run()
    assert "粮食播种面积(万亩) 50 → 60；党建考核 30 → 20" in texts(app)
    assert tables(opened("appraisal/ranking", "small"), "what_if_rank") == []


@pytest.mark.parametrize(
    ("weight", "low", "high"), [(5.0, 0.0, 15.0), (10.0, 0.0, 20.0), (40.0, 30.0, 50.0), (95.0, 85.0, 100.0)]
)
def test_a_weight_is_supposed_within_ten_points_and_never_below_nothing(
    weight: float, low: float, high: float
) -> None:
    assert what_if.permitted(weight) == (low, high)


# 单位画像


def test_without_a_unit_the_first_is_shown_with_a_notice(opened: Opened) -> None:
    app = opened("appraisal/unit", "small")
    assert not app.exception
    assert "还没有选择单位，先看" in texts(app)


def test_a_unit_shows_its_score_rank_completeness_and_change(opened: Opened) -> None:
    app = opened("appraisal/unit", "small", office="T01")
    assert [one.value for one in app.metric] == ["90.00 分", "1/3", "100.0%", "+10.00 分"]
    shown = texts(app)
    assert (
        f"2025年上半年，在{TOWNS}组 3 个有名次的单位里**列第 1 名**，得 90.00 分，比第 3 名丙镇多 10.00 分"
        in shown
    )
    assert "**甲_镇**" not in shown, "a unit's page does not tell its own name as what it found"


def test_a_unit_is_marked_among_all_of_its_group(opened: Opened) -> None:
    app = opened("appraisal/unit", "small", office="T03")
    (place,) = [drawn for key, drawn in pictures(app).items() if "place" in key]
    assert all(f'data-told="{name}' in place for name in ("甲_镇", "乙镇", "丁镇"))
    assert "其中丙镇 第 3 名 80.00。" in place
    assert "还没有选择单位" not in texts(app)


def test_every_indicator_is_a_row_and_its_points_sum_to_the_score(opened: Opened) -> None:
    rows = table(opened("appraisal/unit", "small", office="T01"), "situation", "dimension")
    assert [row["indicator_name"] for row in rows] == ["粮食播种面积(万亩)", "党建考核", "办件满意率(%)"]
    assert sum(float(str(row["contribution"])) for row in rows) == pytest.approx(90, abs=0.02)
    assert [row["group_mean_score"] for row in rows] == [88.33, 87.25, 94.11]


def test_what_is_not_scored_says_why(opened: Opened) -> None:
    told = {
        row["indicator_id"]: row["situation"]
        for row in table(opened("appraisal/unit", "small", office="T03"), "situation", "dimension")
    }
    assert told == {"Z01": "", "Z02": "", "Z03": "不适用"}
    told = {
        row["indicator_id"]: row["situation"]
        for row in table(opened("appraisal/unit", "small", office="T04"), "situation", "dimension")
    }
    assert told["Z01"] == "缺数据"


def test_an_item_outside_the_hundred_stands_apart(opened: Opened) -> None:
    app = opened("appraisal/unit", "small", office="T01")
    assert [
        (row["indicator_name"], row["value"]) for row in table(app, "value", "direction", "source_row")
    ] == [("一票否决", 1)]
    assert "百分之外" in texts(app)


def test_an_unranked_unit_has_its_score_and_its_reason_and_no_rank(opened: Opened) -> None:
    app = opened("appraisal/unit", "small", office="T04")
    assert [one.value for one in app.metric] == ["99.00 分", "—", "47.4%", "—"]
    assert "没有名次：完整度 47.4%，缺 1 项" in texts(app)


def test_a_unit_without_a_sheet_in_the_term_is_told_so(opened: Opened) -> None:
    app = opened("appraisal/unit", "small", office="D01", group=TOWNS)
    assert not app.exception
    assert "没有符合筛选条件的考核" in texts(app)


def test_the_history_holds_every_term(opened: Opened) -> None:
    rows = table(opened("appraisal/unit", "small", office="T01"), "term")
    assert [(row["term"], row["rank"], row["score"]) for row in rows] == [
        ("一季度", 3, 80),
        ("上半年", 1, 90),
    ]


@pytest.mark.parametrize("name", ["appraisal/ranking", "appraisal/unit"])
def test_without_data_the_page_says_what_to_upload(opened: Opened, name: str) -> None:
    assert "还没有考核数据" in texts(opened(name, "empty"))


@pytest.mark.parametrize("name", ["appraisal/ranking", "appraisal/unit"])
def test_one_unit_with_one_indicator_is_first_of_one(opened: Opened, name: str) -> None:
    app = opened(name, "one")
    assert not app.exception
    assert "90.00 分" in texts(app) + "".join(str(one.value) for one in app.metric)


# Words


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("scored", ""),
        ("missing", "缺数据"),
        ("not_applicable", "不适用"),
        ("no_target", "没有目标值"),
        ("no_spread", "无差异"),
        ("outside", "百分之外（加减分、一票否决）"),
    ],
)
def test_every_state_of_a_cell_has_its_words(state: str, told: str) -> None:
    assert sentences.situation_told({"state": state, "is_above_full": False}) == told


def test_a_score_above_the_full_mark_is_said() -> None:
    assert sentences.situation_told({"state": "scored", "is_above_full": True}) == "超过满分 100"
    row = {"is_ranked": True, "is_tied": False, "missing_count": 1, "above_full_count": 2}
    assert sentences.why_told(row) == "缺 1 项，2 项超过满分"


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (3, 1, "第 3 → 1 名，升 2 位"),
        (1, 3, "第 1 → 3 名，降 2 位"),
        (2, 2, "第 2 名，不变"),
        (None, 2, "第 2 名，上期没有名次"),
        (2, None, "本期没有名次"),
        (None, None, "本期没有名次"),
    ],
)
def test_the_move_of_a_rank_is_told_from_the_reader_side(
    before: int | None, now: int | None, told: str
) -> None:
    assert moving.rank_move_told({"rank_before": before, "rank": now}) == told


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("项目开工率(%)", "项目开工率"),
        ("粮食面积（万亩）", "粮食面积"),
        ("党建考核", "党建考核"),
        ("(%)", "(%)"),
        ("甲(乙)丙", "甲(乙)丙"),
    ],
)
def test_a_pictures_name_leaves_out_the_unit_of_an_indicator(name: str, short: str) -> None:
    assert sentences.short_name(name) == short
