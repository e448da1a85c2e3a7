"""班子互评 and 结果运用: what they say over worked rows, and that no rater and no stranger gets in."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.visiting import pictures, visitor
from tests.templates import copied, filling, shipped
from tests.upload.drafts import put
from zhiping import serving
from zhiping.access import permissions
from zhiping.access.permissions import DEMO_USER, Access, User
from zhiping.asking.run import run
from zhiping.settings import settings_from
from zhiping.store.publishing import Store
from zhiping.ui.appraisal import outcomes, people
from zhiping.ui.kit import tables
from zhiping.ui.kit import visitor as at_screen
from zhiping.ui.kit.addresses import PAGES

PAGES_OF_PEOPLE = ("appraisal/peers", "appraisal/outcomes")
SENTENCE = (
    "您的账号没有“人员考核”权限，不能查看涉及具体人员和家庭的内容"
    "（人员、互评、结果运用、履职评分、结对户）。请联系管理员开通。"
)
AS_OF = datetime(2025, 11, 4, 18)
UNITS = [
    {
        "year": 2025,
        "unit_id": f"T0{n}",
        "unit_name": name,
        "unit_group": "推动高质量发展",
        "area_code": "150105001000",
    }
    for n, name in enumerate(("上都镇", "蓝旗镇", "五一牧场"), 1)
]
# measures.md: raw means tie the first two, the adjusted scores are the truth.
TRUTH, LENIENCY = (90, 88, 86, 84, 82, 80, 78), (6, -6, 0, 3, -3, 2, -2)
WORKED = [
    ("T01", f"R-{rater}", f"R-{ratee}", truth + lenient)
    for rater, lenient in enumerate(LENIENCY, 1)
    for ratee, truth in enumerate(TRUTH, 1)
    if rater != ratee
]
TOO_FEW = [("T02", "Z-1", "R-8", 71), ("T02", "Z-2", "R-8", 73)]
APART = [("T03", f"Z-{n}", "R-9" if n < 6 else "R-10", 60 + n) for n in range(3, 9)]
ITEMS = [
    ("ZG-1", "T01", date(2025, 10, 1), date(2025, 9, 30), "整改到位"),
    ("ZG-2", "T01", date(2025, 10, 1), date(2025, 10, 2), None),
    ("ZG-3", "T01", date(2025, 11, 4), None, None),  # due on the data date itself: still waiting
    ("ZG-4", "T02", date(2025, 11, 3), None, None),
]


def put_worked(store: Store) -> None:
    """The worked rows of all four restricted datasets."""
    with TemporaryDirectory() as folder:
        for dataset, rows in _worked_rows().items():
            put(store, Path(folder), *rows, dataset=dataset, as_of=AS_OF)


@pytest.fixture(scope="module")
def store_of_people(stores: dict[str, Store], tmp_path_factory: pytest.TempPathFactory) -> None:
    """The kind of data "people"."""
    folder = copied(tmp_path_factory, tmp_path_factory.mktemp("people"), shipped, put_worked)
    stores["people"] = Store(settings_from({}, data=folder))
    stores["people"].versions.serve()


def _worked_rows() -> dict[str, list[dict[str, Any]]]:
    def outcome(number: int, unit: str, kind: str, on: date, **more: str) -> dict[str, Any]:
        row = {"outcome_id": f"JG-{number}", "year": 2025, "unit_id": unit, "outcome_kind": kind}
        return row | {"person_id": None, "topic": None, "decided_on": on} | more

    indicator = {"year": 2025, "indicator_id": "Z01"}
    return {
        "appraisal_units": UNITS,
        "appraisal_indicators": [
            indicator
            | {
                "area_code": "150105000000",
                "unit_group": UNITS[0]["unit_group"],
                "indicator_name": "新增就业",
            }
            | {
                "dimension": "民生",
                "weight": 100,
                "direction": "正向",
                "method": "直接得分",
                "is_key_task": True,
            }
        ],
        "appraisal_values": [
            indicator | {"period": "前三季度", "unit_id": unit["unit_id"], "value": 90} for unit in UNITS
        ],
        "appraisal_people": [
            {
                "year": 2025,
                "person_id": "R-1",
                "unit_id": "T01",
                "post": "镇党委书记",
                "is_leader": True,
                "grade": "优秀",
            },
            {
                "year": 2025,
                "person_id": "R-2",
                "unit_id": "T01",
                "post": "副镇长",
                "is_leader": False,
                "grade": None,
            },
        ],
        "peer_ratings": [
            {"year": 2025, "unit_id": unit, "rater_id": rater, "ratee_id": ratee, "score": score}
            for unit, rater, ratee, score in (*WORKED, *TOO_FEW, *APART)
        ],
        "appraisal_outcomes": [
            outcome(1, "T01", "约谈提醒", date(2025, 4, 1), person_id="R-1"),
            outcome(2, "T01", "二次约谈", date(2025, 10, 20), person_id="R-1"),
            outcome(3, "T02", "嘉奖", date(2025, 1, 20), person_id="R-8"),
            outcome(4, "T02", "靶向式专题培训", date(2025, 6, 1)),
        ],
        "rectifications": [
            {
                "item_id": item,
                "year": 2025,
                "unit_id": unit,
                "person_id": "R-1" if unit == "T01" else None,
                "talk_id": "JG-1" if unit == "T01" else None,
                "problem": f"问题{item}",
                "measure": "每周调度",
                "responsible": "分管副镇长",
                "due_on": due,
                "done_on": done,
                "looked_back_on": date(2025, 10, 15) if result else None,
                "look_back_result": result,
            }
            for item, unit, due, done, result in ITEMS
        ],
    }


@pytest.fixture
def worked(store_of_people: None, data: Callable[[str], None]) -> None:
    """Pages read the worked rows until the end of the test."""
    data("people")


def shown(name: str, **filters: str) -> AppTest:
    """The page after its run."""
    return visitor(name, **filters).run()


def sentences(app: AppTest) -> str:
    """All sentences on the page, without Markdown's escapes."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.info, app.warning)
    return "\n".join(str(one.value).replace("\\", "") for kind in kinds for one in kind)


def everything(app: AppTest) -> str:
    """Sentences, tables and pictures as one text."""
    return "\n".join(
        [sentences(app), *(one.value.to_csv() for one in app.dataframe), *pictures(app).values()]
    )


def rows_of(question: str) -> list[dict[str, Any]]:
    return run(serving.store(), question, Access(DEMO_USER)).rows


# Who may see it


@pytest.mark.parametrize("name", PAGES_OF_PEOPLE)
def test_who_may_not_see_persons_reads_why_and_nothing_else(
    worked: None, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(
        at_screen, "current_user", lambda: User("领导", DEMO_USER.roles - {permissions.PEOPLE})
    )
    app = shown(name)
    assert [one.value for one in app.info] == [SENTENCE]
    assert sentences(app) == f"{PAGES[name].title}\n{SENTENCE}"
    assert len(app.metric) == len(app.dataframe) == len(app.selectbox) == len(pictures(app)) == 0
    assert len(app.get("download_button")) == len(app.get("page_link")) == 0


@pytest.mark.parametrize("name", PAGES_OF_PEOPLE)
def test_an_address_with_filters_opens_nothing_more(
    worked: None, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(
        at_screen, "current_user", lambda: User("领导", DEMO_USER.roles - {permissions.PEOPLE})
    )
    app = shown(name, year="2025", group="推动高质量发展", area="150105", office="T01")
    assert sentences(app) == f"{PAGES[name].title}\n{SENTENCE}"


@pytest.mark.parametrize("name", PAGES_OF_PEOPLE)
def test_a_unit_outside_the_scope_is_nowhere(
    worked: None, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(at_screen, "current_user", lambda: User("新城区", DEMO_USER.roles, "150102"))
    text = everything(shown(name))
    assert "您的查看范围不含整组" in text
    assert not any(word in text for word in ("上都镇", "R-1", "ZG-1"))


# 班子互评


@pytest.mark.parametrize("name", PAGES_OF_PEOPLE)
def test_no_rater_is_on_the_page(worked: None, name: str) -> None:
    text = everything(shown(name))
    assert "上都镇" in text
    assert "Z-" not in text.replace("ZG-", "")


def test_no_rater_is_behind_a_figure_or_in_a_download(worked: None) -> None:
    rows = rows_of("appraisal/peers")
    assert not any("rater" in column and column != "rater_count" for column in rows[0])
    file = tables.csv_text(
        people.told_people(people.Team({}, rows)), "appraisal/peers", people.PEER_COLUMNS
    ).decode()
    assert "R-1" in file
    assert "Z-" not in file


def test_raw_and_adjusted_stand_beside_each_other_with_their_places(worked: None) -> None:
    app = shown("appraisal/peers", office="T01")
    table = app.dataframe[-1].value
    assert list(table["person_id"]) == [f"R-{n}" for n in range(1, 8)]
    assert list(table["raw_mean"])[:2] == [89, 89]
    assert list(table["adjusted_score"]) == list(TRUTH)
    assert list(table["raw_place"])[:2] == [1, 1]
    assert list(table["adjusted_place"]) == [1, 2, 3, 4, 5, 6, 7]
    assert table["note"][1] == "89 → 88　第1 → 第2　6人评"
    assert table["note"][6] == "78.3 → 78　第7 不变　6人评"


def test_the_finding_counts_persons_teams_and_changed_orders(worked: None) -> None:
    assert (
        "2025年 3 个班子的 10 人有互评，校正后 **1 个班子的先后有变化**；"
        "1 个班子的评分人不重叠，无法校正；1 人的评分人少于3人，不显示。"
    ) in sentences(shown("appraisal/peers"))


def test_too_few_raters_show_no_score(worked: None) -> None:
    app = shown("appraisal/peers", office="T02")
    assert "不显示（评分人少于3人）" in everything(app)
    assert len(pictures(app)) == 0
    assert app.dataframe[-1].value["raw_mean"].isna().all()


def test_a_disconnected_team_is_said_to_be_so_and_keeps_its_raw_means(worked: None) -> None:
    app = shown("appraisal/peers", office="T03")
    assert "评分人不重叠，无法校正" in sentences(app)
    table = app.dataframe[-1].value
    assert sorted(table["raw_mean"]) == [64, 67]
    assert table["adjusted_score"].isna().all()
    assert "2025年 1 个班子的 2 人有互评；1 个班子的评分人不重叠，无法校正。" in sentences(app)


def test_it_is_marked_as_no_more_than_a_reference_and_says_what_was_done(worked: None) -> None:
    text = sentences(shown("appraisal/peers"))
    assert "**仅供参考。** 评分有宽有严，校正后相当于每人都由同样宽严的人评。" in text
    assert "谁评了谁，在任何页面、下载和查询里都不显示。" in text
    assert "原始平均和校正后（仅供参考）" in text


def test_one_rating_shows_no_score(opened: Opened) -> None:
    app = opened("appraisal/peers", "one")
    assert "1 人的评分人少于3人，不显示" in sentences(app)
    assert len(pictures(app)) == 0


# 结果运用


def test_the_page_is_ordered_as_the_loop(worked: None) -> None:
    headers = [one.value for one in shown("appraisal/outcomes").header]
    assert headers == ["一、考核", "二、评价", "三、使用", "四、提升"]


def test_small_numbers_are_counts_and_the_overdue_one_is_red(worked: None) -> None:
    app = shown("appraisal/outcomes")
    assert [one.value for one in app.metric] == ["1 人次", "1 次", "1/3", ":red[1 项]"]
    assert "4 项整改中 :red[**1 项已逾期未办**]；二次约谈 1 次。" in sentences(app)
    assert "优秀等次：一把手 1/1；班子成员 —，另有 1 人未定等次。" in sentences(app)
    assert "%" not in sentences(app)


def test_the_list_is_sorted_by_urgency_with_the_states_of_the_house(worked: None) -> None:
    app = shown("appraisal/outcomes")
    (table,) = [one.value for one in app.dataframe if "problem" in one.value]
    assert list(zip(table["item_id"], table["state"], strict=True)) == [
        ("ZG-4", "■ 逾期未办"),
        ("ZG-3", "◎ 办理中"),
        ("ZG-1", "● 按时"),
        ("ZG-2", "▲ 逾期办理"),
    ]
    first = table.iloc[2]
    assert (first["responsible"], first["measure"], first["look_back_result"]) == (
        "分管副镇长",
        "每周调度",
        "整改到位",
    )
    assert first["source_row"] == 2


def test_the_stages_count_units_and_persons(worked: None) -> None:
    app = shown("appraisal/outcomes")
    (table,) = [one.value for one in app.dataframe if "stage" in one.value]
    assert table[["stage", "item_count", "touched_unit_count", "person_count"]].to_numpy().tolist() == [
        ["约谈", 1, 1, 1],
        ["整改", 4, 2, 1],
        ["回头看", 1, 1, 1],
        ["二次约谈", 1, 1, 1],
    ]
    assert "按时 1/3" in "".join(pictures(app).values())


def test_who_was_talked_to_twice_is_named(worked: None) -> None:
    text = sentences(shown("appraisal/outcomes"))
    assert "被约谈两次的涉及 1 个单位、1 人；二次约谈：上都镇 R-1 2025年10月20日。" in text


@pytest.mark.parametrize(
    ("name", "what"), [("appraisal/peers", "班子互评"), ("appraisal/outcomes", "结果运用")]
)
def test_values_without_anything_about_persons_are_said_to_be_so(
    own_data: Path, tmp_path: Path, name: str, what: str
) -> None:
    with filling(own_data) as store:
        for dataset in ("appraisal_units", "appraisal_indicators", "appraisal_values"):
            put(store, tmp_path, *_worked_rows()[dataset], dataset=dataset, as_of=AS_OF)
    app = shown(name)
    assert f"这些条件下没有{what}数据。" in sentences(app)
    assert len(app.metric) == 0


def test_the_demonstration_data_total_what_was_published(opened: Opened) -> None:
    app = opened("appraisal/outcomes", area="152922")
    text = sentences(app)
    assert (
        "嘉奖 65、记个人三等功 14、晋升职级 56、提拔或进一步使用 25、全盟担当作为好干部 1" in text
    )  # fmt: skip
    assert "奖励和使用 161 人次，约谈 4 次，靶向式专题培训 32 次" in text
    assert [one.value for one in app.metric][0] == "161 人次"


@pytest.mark.parametrize(
    ("behind", "column"),
    [
        (outcomes.BEHIND_OUTCOMES, "outcome_id"),
        (outcomes.BEHIND_ITEMS, "item_id"),
    ],
)
def test_rows_behind_a_figure_lead_to_their_place_in_the_file(worked: None, behind: Any, column: str) -> None:
    rows = rows_of(behind.question)
    assert {column, "source_sheet", "source_row"} <= set(behind.columns) <= set(rows[0])
    assert {row["source_sheet"] for row in rows} == {"Sheet1"}
