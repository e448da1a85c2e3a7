"""What is said is a plain value: its parts, the text that it comes to, and how it is written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiping.ui.look.hypertext import as_html
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import (
    Part,
    Told,
    as_told,
    badge,
    in_state,
    joined,
    muted,
    needs_person,
    state_sign,
    state_told,
    strong,
    told,
)

TRAPS = (
    "*",
    "**粗**",
    "a_b_c",
    ":red[假]",
    "<b>",
    "[链](http://x)",
    "# 题",
    "- 项",
    "1. 一",
    "`x`",
    "$1$",
    "~~删~~",
)


def test_a_template_is_filled_with_parts_and_text() -> None:
    said = told("{n} 件工单，最久在 {where}（{share:.1%}）", n=needs_person("3"), where="a*b", share=0.5)
    assert said == Told(
        (Part("3", "needs_person", "strong"), Part(" 件工单，最久在 a*b（50.0%）"))
    )  # fmt: skip
    assert str(said) == "3 件工单，最久在 a*b（50.0%）"
    assert str(told("{{花括号}} {n}", n="{n}")) == "{花括号} {n}", "what is filled in is no template"
    with pytest.raises(KeyError):
        told("{n} 件")


def test_sentences_are_joined_and_like_parts_are_one() -> None:
    assert "甲" + strong("乙") + strong("丙") + "" == Told((Part("甲"), Part("乙丙", form="strong")))
    assert joined("；", ["甲", "", Told(), strong("乙")]) == "甲；" + strong("乙")
    assert not Told() and not as_told("") and not joined("，", [])
    assert badge("甲") + badge("乙") == Told((Part("甲", form="badge"), Part("乙", form="badge")))


def test_an_emphasis_is_a_known_one() -> None:
    with pytest.raises(ValueError, match="purple"):
        in_state("purple", "x")
    assert strong(in_state("late", "▲ 暂停")) == in_state("late", strong("▲ 暂停"))


@pytest.mark.parametrize(
    ("said", "markdown", "html"),
    [
        (as_told("甲"), "甲", "甲"),
        (strong("3 件"), "**3 件**", "<b>3 件</b>"),
        (needs_person("3 件"), ":red[**3 件**]", '<span style="color:#a8201a"><b>3 件</b></span>'),
        (muted("甲"), ":gray[甲]", '<span style="color:#5a6472">甲</span>'),
        (state_sign("overdue"), ":red[■]", '<span style="color:#a8201a">■</span>'),
        (state_told("on_time"), ":green[● 按时]", '<span style="color:#0b6b5d">● 按时</span>'),
        (strong(in_state("late", "▲ 停")), ":orange[**▲ 停**]", '<span style="color:#8a5600"><b>▲ 停</b></span>'),
        (badge("+3", "better"), ":green-badge[\\+3]", '<span style="color:#0b6b5d">+3</span>'),
        (badge("演示数据", "apart"), ":violet-badge[演示数据]", '<span style="color:#6b3aa8">演示数据</span>'),
    ],
)  # fmt: skip
def test_each_emphasis_has_one_way_to_be_written(said: Told, markdown: str, html: str) -> None:
    assert as_markdown(said) == markdown
    assert as_html(said) == html


@pytest.mark.parametrize("trap", TRAPS)
def test_data_mean_nothing(trap: str) -> None:
    for said in (as_told(trap), strong(trap), needs_person(trap), badge(trap), told("{x}", x=trap)):
        unescaped = as_markdown(said)
        for letter in "\\`*_{}[]()#+-.!|~<>$:&":
            unescaped = unescaped.replace(f"\\{letter}", "")
        assert not set("`_#~$<") & set(unescaped)
    assert "<b>" not in as_html(trap)


@pytest.mark.parametrize(
    ("said", "markdown"),
    [
        (strong("甲镇（旧）") + "得 90 分", "**甲镇（旧）**\u200a得 90 分"),
        (strong("甲镇（旧）") + "，得 90 分", "**甲镇（旧）**，得 90 分"),
        ("得" + strong("“甲”"), "得\u200a**“甲”**"),
        (strong(" 甲 ") + "得", " **甲** 得"),
        (as_told("一\n\n二"), "一 二"),
    ],
)
def test_bold_closes_where_commonmark_would_not_close_it(said: Told, markdown: str) -> None:
    assert as_markdown(said) == markdown


@given(st.lists(st.tuples(st.text(), st.sampled_from([strong, needs_person, muted, badge, as_told]))))
def test_the_plain_text_is_all_texts(parts: list[tuple[str, object]]) -> None:
    said = joined("", [make(text) for text, make in parts])  # type: ignore[operator]
    assert str(said) == "".join(text for text, _make in parts)


def test_a_word_is_chosen_by_a_value_with_emphasis_too() -> None:
    assert str(told("{n} {n:row|rows}", n=strong("1"))) == "1 row"
    assert told("{n} {n:row|rows}", n=strong("3")) == strong("3") + " rows"
