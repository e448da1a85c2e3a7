"""公布数字 on the pages: beside our own count under exactly their area and period, and nowhere else."""

from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.given import given
from tests.pages.conftest import Opened
from tests.publishing import published
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.ui.kit import announced
from zhiping.ui.kit.systems import cards
from zhiping.ui.kit.view import View

HEAD = "数字编号,所属板块,区划代码,起始日期,截止日期,指标,数值,界限,出处,公布日期\n"


def lines(app: AppTest) -> list[str]:
    """The announced figures that a page tells."""
    found = [one.value for one in app.markdown if "本系统" in str(one.value)]
    return [line.removeprefix("- ") for text in found for line in str(text).split("\n")]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("stations/map", ["通辽市　驿站数：公布 209 · 本系统 209（公开报道）"]),
        ("stations/benefits", ["通辽市　药店数：公布 572 · 本系统 572（公开报道）"]),
        ("stations/coverage", ["通辽市　新就业群体人数：公布 29,198 · 本系统 29,198（公开报道）"]),
        (
            "courtyards/indicators",
            [
                "阿鲁科尔沁旗　小院数：公布 1,037 · 本系统 1,037（公开报道）",
                "阿鲁科尔沁旗　理论宣讲和红色教育：公布 2,816 · 本系统 2,816（公开报道）",
                "阿鲁科尔沁旗　意见建议：公布 722 · 本系统 722（公开报道）",
                "阿鲁科尔沁旗　化解矛盾纠纷：公布 456 · 本系统 456（公开报道）",
                "阿鲁科尔沁旗　办结民生问题：公布 634 · 本系统 634（公开报道）",
            ],
        ),
        (
            "appraisal/ranking",
            [
                "阿拉善右旗 2025年　推动高质量发展指标项数：公布 22 · 本系统 22（公开报道）",
                "阿拉善右旗 2025年　服务高质量发展服务标准项数：公布 17 · 本系统 17（公开报道）",
                "阿拉善右旗 2025年　重点任务权重：公布 40% · 本系统 40%（公开报道）",
            ],
        ),
        (
            "appraisal/outcomes",
            [
                f"阿拉善右旗 2025年　{kind}：公布 {count} · 本系统 {count}（公开报道）"
                for kind, count in (
                    ("嘉奖", 65),
                    ("记个人三等功", 14),
                    ("晋升职级", 56),
                    ("提拔或进一步使用", 25),
                    ("全盟担当作为好干部", 1),
                    ("约谈提醒", 4),
                    ("靶向式专题培训", 32),
                )
            ],
        ),
        *given("ANNOUNCED").items(),
    ],
)
def test_the_demonstration_counts_what_was_announced_of_its_places(
    opened: Opened, page: str, told: list[str]
) -> None:
    assert lines(opened(page)) == told


def test_the_demonstration_keeps_to_every_figure_that_was_announced(data) -> None:
    data("demo")
    store, access = serving.store(), Access(DEMO_USER)
    pages = sorted({one.page for card in cards() for one in card.announced.values()})
    kept = {
        row["figure_id"]: {"等于": own == row["value"], "不少于": own >= row["value"]}[row["bound"]]
        for page in pages
        for row, _one, own in announced.compared(View(page, access, store.versions.number()))
    }
    assert kept == {row["figure_id"]: True for row in run(store, "overview/announced", access).rows}


def test_lower_bounds_are_told_as_such(opened: Opened) -> None:
    first, *_others = lines(opened("tickets/funnel", area="150105"))
    assert first.startswith("赛罕区　收集诉求：公布 ≥400 · 本系统 ")


@pytest.mark.parametrize(
    "filters", [{"area": "150102"}, {"area": "150105001"}, {"area": "150105", "class": "A"}]
)
def test_another_place_or_a_part_of_the_rows_has_none(opened: Opened, filters: dict[str, str]) -> None:
    assert lines(opened("tickets/funnel", **filters)) == []


def test_a_reader_who_sees_a_part_of_the_rows_has_none(data) -> None:
    data("demo")
    number = serving.store().versions.number()
    whole = View("tickets/funnel", Access(DEMO_USER), number)
    assert announced.told(whole)
    assert announced.told(View("tickets/funnel", Access(DEMO_USER, {"class": "A"}), number)) == []


def test_our_own_count_is_that_of_the_announced_days(own_data: Path, tmp_path: Path) -> None:
    store = serving.store()
    tickets = tmp_path / "tickets.csv"
    tickets.write_text(
        "工单编号,区划代码,工单类别,诉求类别,派单时间,标题\n"
        + "".join(
            f"GD-{n},150105001000,A,供热供暖,{day} 09:00,暖气不热\n"
            for n, day in enumerate(("2024-12-31", "2025-01-01", "2025-03-31", "2025-04-01"))
        ),
        "utf-8",
    )
    figures = tmp_path / "published_figures.csv"
    figures.write_text(
        HEAD
        + "P-1,tickets,150105,2025-01-01,2025-03-31,收集诉求,3,约,季度通报,2025-04-10\n"
        + "P-2,tickets,150105,,2024-12-31,收集诉求,1,等于,,\n"
        + "P-3,tickets,150105,2025-04-01,,收集诉求,1,等于,,\n"
        + "P-4,tickets,150105,,,没有统计的,1,等于,,\n",
        "utf-8",
    )
    for name, file in (("tickets", tickets), ("published_figures", figures)):
        published(store, name, file, as_of=datetime(2025, 4, 30, 18))
    view = View("tickets/funnel", Access(DEMO_USER), store.versions.number())
    assert announced.told(view) == [
        "赛罕区 2025年1月至3月　收集诉求：公布 约3 · 本系统 2（季度通报，2025年4月10日公布）",
        "赛罕区 截至2024年12月31日　收集诉求：公布 1 · 本系统 1",
        "赛罕区 2025年4月1日起　收集诉求：公布 1 · 本系统 1",
    ]
    assert run(store, "overview/announced", Access(DEMO_USER)).rows[0]["since"] == date(2025, 1, 1)


def test_every_measure_stands_on_a_page_of_its_own_system() -> None:
    for card in cards():
        assert {one.page.split("/")[0] for one in card.announced.values()} <= {card.name}
