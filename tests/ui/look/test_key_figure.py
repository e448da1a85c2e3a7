"""Key figures as plain values: how a change is written in one line, and what a share is of."""

import pytest

from zhiping.ui.look.key_figure import Behind, Change, KeyFigure, moved_briefly


def change(text: str, against: str = "环比") -> Change:
    return Change(text, against, None)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([change("+2.8 个百分点")], "环比 +2.8 个百分点"),
        ([change("−4.2 个百分点"), change("+20.8 个百分点", "同比")], "环比 −4.2\u2002同比 +20.8 个百分点"),
        ([change("+2 次"), change("持平", "同比")], "环比 +2 次\u2002同比 持平"),
        ([change("持平"), change("+2 次", "同比")], "环比 持平\u2002同比 +2 次"),
        ([change("+2 次"), change("+1 个", "比10月末")], "环比 +2 次\u2002比10月末 +1 个"),
        ([], ""),
    ],
)
def test_all_changes_stand_in_one_line_and_their_unit_once(changes: list[Change], told: str) -> None:
    assert str(moved_briefly(changes)) == told


@pytest.mark.parametrize(
    ("value", "behind", "parts"),
    [
        ("97.7%", Behind("tickets/rows").of(42, 43), "42/43"),
        ("97.7%", Behind("tickets/rows").of(42_000, 43_000), "42,000/43,000"),
        ("—", Behind("tickets/rows").of(0, 0), ""),
        ("3/5", Behind("tickets/rows").of(3, 5), ""),
        ("7 件", Behind("tickets/rows").of(7), ""),
        ("97.7%", None, ""),
    ],
)
def test_a_share_says_what_it_is_of_unless_its_value_does(
    value: str, behind: Behind | None, parts: str
) -> None:
    assert KeyFigure("closed_in_time", value, behind=behind).parts == parts
