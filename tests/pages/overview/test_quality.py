"""填报质量: what is asked of how things were reported, and of which time."""

from datetime import datetime
from pathlib import Path

from tests.publishing import publish_texts
from zhiping import serving
from zhiping.ui.kit import matters
from zhiping.ui.kit.systems import card_of
from zhiping.ui.kit.view import view_of

HEAD = "工单编号,区划代码,工单类别,诉求类别,派单时间,办结时间,办理结果,办结时限\n"
VENUES = (
    "阵地编号,阵地名称,区划代码\nV1,示例甲,150105001000\nV2,示例乙,150105001000\nV3,示例丙,150105001000\n"
)
USED = {
    "V1": [620, 620, 620, 620, 620, 620],  # carried over, it seems: five pairs, all equal
    "V2": [620, 620, 620, 620, 640, 640],
    "V3": [0, 0, 0, 0, 0, 0],  # nobody came: nothing is carried over
}


def test_questions_are_of_the_year_that_ends_with_the_data(own_data: Path) -> None:
    tickets = card_of("tickets")
    assert tickets
    closings = [("G1", "2024-11-04 09:00"), ("G2", "2024-11-05 09:00"), ("G3", "2025-11-04 09:00")]
    rows = "".join(f"{number},150105001000,C,供热供暖,{at},{at[:-2]}03,已解决,\n" for number, at in closings)
    publish_texts(serving.store(), {"tickets": HEAD + rows}, area="150105", as_of=datetime(2025, 11, 4, 18))
    (quick,) = matters.doubts(tickets, view_of("overview/today"))
    assert quick.things
    # the year begins on 5 November; where a period is shown, it is of that one
    assert [row["ticket_id"] for row in quick.things.rows()] == ["G2", "G3"]
    assert quick.count == 2
    (quick,) = matters.doubts(tickets, view_of("overview/today", {"since": "2024-01-01"}))
    assert quick.count == 3
    (again,) = [one for one in matters.named(tickets, view_of("tickets/overdue")) if one.name == "quick"]
    assert again.count == 2


def test_a_venue_is_asked_whose_months_are_nearly_all_like_the_one_before(own_data: Path) -> None:
    rows = "".join(
        f"{venue},2025-{month:02}-01,{count}\n"
        for venue, counts in USED.items()
        for month, count in enumerate(counts, 4)
    )
    texts = {"venues": VENUES, "venue_visits": "阵地编号,月份,到访人次\n" + rows}
    publish_texts(serving.store(), texts, area="150105", as_of=datetime(2025, 11, 4, 18))
    view, card = view_of("overview/today"), card_of("neighbourhood")
    assert card
    counts = {
        row["venue_id"]: (row["equal_count"], row["both_count"])
        for row in view.rows("neighbourhood/copied_venues")
    }
    assert counts == {"V1": (5, 5), "V2": (4, 5)}
    (asked,) = matters.doubts(card, view)
    assert asked.things
    assert {row["venue_id"] for row in asked.things.rows()} == {"V1"}
    assert len(asked.things.rows()) == 5
