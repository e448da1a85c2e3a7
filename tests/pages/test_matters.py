"""Every line of 今日态势 leads to exactly the things that it counts, and names them in numbers that are right."""

import re

import pytest

from tests.pages.conftest import Opened
from tests.pages.test_pages import address, texts
from tests.pages.visiting import visitor
from zhiping.ui.kit import matters
from zhiping.ui.kit.provenance import SHEET
from zhiping.ui.kit.systems import cards
from zhiping.ui.kit.view import view_of
from zhiping.ui.look.matter import URGENCY, Matter


def found(**filters: str) -> list[Matter]:
    view = view_of("overview/today", filters)
    return [matter for card in cards() for matter in matters.named(card, view)]


@pytest.mark.parametrize("area", [{}, {"area": "150105"}])
def test_every_line_leads_to_exactly_its_things(opened: Opened, area: dict[str, str]) -> None:
    assert not opened("overview/today", **area).exception
    lines = found(**area)
    assert {matter.state for matter in lines} == set(URGENCY)
    names = [(matter.page.split("/")[0], matter.name) for matter in lines]
    assert len(set(names)) == len(names)
    for matter in lines:
        filters = {**area, **matters.filters_of(matter)}
        app = visitor(matter.page, **filters).run()
        assert address(app) == filters, matter.brief
        assert not app.warning, matter.brief
        if matter.things is None:
            continue
        assert matter.brief in texts(app) or matter.is_page_own
        rows = matter.things.rows()
        things = {row[matter.things.key] for row in rows}
        counted = [
            int(number.replace(",", "")) for number in re.findall(r"[\d,]+(?= [件个项条])", matter.brief)
        ]
        assert counted == [len(things)], matter.brief
        shown = app.dataframe[0].value  # the first table of the page
        assert len(shown) == len(rows), matter.brief
        assert list(shown) == [
            name for name in matter.things.columns if name != SHEET or any(row[name] for row in rows)
        ]


def test_a_line_is_put_away_and_one_that_is_over_says_so(opened: Opened) -> None:
    app = opened("tickets/overdue", only="faults")
    next(one for one in app.button if one.key == "only-away").click().run()
    assert address(app) == {}
    assert "这里已经没有要处理的这一项" in texts(opened("tickets/overdue", only="nothing", area="150105"))
    assert "没有要处理的这一项" not in texts(opened("tickets/overdue"))


def test_no_ticket_counts_twice_in_the_finding(opened: Opened) -> None:
    app = opened("overview/today", area="150105")
    late = next(matter for matter in found(area="150105") if matter.name == "overdue")
    assert f":red[**{late.brief}**]" in texts(app)


def test_each_sentence_of_the_finding_is_of_one_day(opened: Opened) -> None:
    (told,) = [
        str(one.value) for one in opened("overview/today").markdown if str(one.value).startswith("截至")
    ]
    sentences = told.rstrip("。").split("。")
    assert all(one.startswith("截至") and one.count("截至") == 1 for one in sentences)


def test_a_list_of_steps_counts_tickets_and_steps_apart(opened: Opened) -> None:
    app = opened("tickets/overdue")
    shown = next(one.value for one in app.dataframe if "hours_left" in one.value)
    heading = f"逾期未办（{shown['ticket_id'].nunique()} 件，{len(shown)} 个环节）"
    assert heading in [str(one.value).replace("\\", "") for one in app.subheader]
