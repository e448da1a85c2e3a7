"""填报质量: what is asked of how things were reported, and of which time."""

from datetime import datetime
from pathlib import Path

from tests.publishing import publish_texts
from zhiping import serving
from zhiping.ui.kit import matters
from zhiping.ui.kit.systems import card_of
from zhiping.ui.kit.view import view_of

HEAD = "工单编号,区划代码,工单类别,诉求类别,派单时间,办结时间,办理结果,办结时限\n"


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
