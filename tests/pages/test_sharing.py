"""分享 on every page: the view in words, its address with the period written out, and the finding to copy."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.test_pages import FILES, WITH_FILTERS
from tests.pages.visiting import pictures
from zhiping.ui.kit.addresses import PAGES
from zhiping.ui.kit.sharing import qr_code

MARK = "（演示数据，非真实情况）"


def shared(app: AppTest) -> list[str]:
    """What stands in the popover: the words of the view, the sentence (on pages that have one), the address."""
    popover: Any = next(one for one in app.get("popover") if one.proto.popover.label == "分享")
    words = [str(one.value).replace("\\", "") for one in popover.markdown[:1]]
    return [*words, *(str(one.value) for one in popover.get("code"))]


def captions(app: AppTest) -> list[str]:
    """The small print of the popover."""
    popover: Any = next(one for one in app.get("popover") if one.proto.popover.label == "分享")
    return [str(one.value) for one in popover.get("caption")]


def filters(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


@pytest.mark.parametrize("name", FILES)
def test_every_page_is_shared_with_the_words_of_its_view(opened: Opened, name: str) -> None:
    narrowed = {"area": "150105"} if name in WITH_FILTERS else {}
    app = opened(name, **narrowed, lang="zh")
    words, *copied = shared(app)
    address = copied[-1]
    assert words.startswith(PAGES[name].title)
    assert urlsplit(address).path == f"/{PAGES[name].url_path}"
    assert narrowed.items() <= filters(address).items()
    assert "lang" not in address
    if name in WITH_FILTERS:
        assert " · 呼和浩特市 / 赛罕区" in words
        assert " · 数据截至" in words
    shown = len(pictures(app)) + len(app.get("deck_gl_json_chart"))
    drawn = ((len(app.metric), "个数字"), (shown, "张图"))
    told = "、".join(f"{count} {what}" for count, what in drawn if count)
    assert captions(app).count(told) == bool(told)
    for sentence in copied[:-1]:
        assert sentence.startswith(words.split(" · 数据截至")[0] + "：")
        assert sentence.endswith(f"{MARK} {address}")
        assert "**" not in sentence
    counts = {1, 2} if name.startswith("admin/") else {1} if name == "upload/new" else {2}
    assert len(copied) in counts, "a page with a finding lets it be copied"


def test_what_nobody_has_opened_is_not_made(opened: Opened) -> None:
    app = opened("tickets/funnel")
    app.session_state["share"] = False
    app.run()
    assert shared(app) == []
    assert captions(app) == []


@pytest.mark.parametrize(
    ("given", "period"),
    [
        ({}, {"since": "2025-10-01", "until": "2025-10-31"}),  # what the page opens on
        ({"since": "2025-01-01"}, {"since": "2025-01-01"}),
        ({"period": "all"}, {"period": "all"}),
    ],
)
def test_the_address_writes_the_period_out(
    opened: Opened, given: dict[str, str], period: dict[str, str]
) -> None:
    app = opened("tickets/funnel", class_="A", **given)
    words, sentence, address = shared(app)
    assert filters(address) == {"class": "A", **period}
    assert "工单类别 A 跨部门协调" in words
    assert ("：2025年10月派单 " in sentence) is (not given)
    again = opened(
        "tickets/funnel", **{{"class": "class_"}.get(k, k): v for k, v in filters(address).items()}
    )
    assert shared(again) == [words, sentence, address]


def test_all_times_are_written_out_where_no_period_is_usual(opened: Opened) -> None:
    """The next upload may bring one, and the address is to mean the same then."""
    _words, _sentence, address = shared(opened("tickets/funnel", "one"))
    assert filters(address) == {"period": "all"}


def test_a_page_without_rows_is_shared_without_a_sentence(opened: Opened) -> None:
    words, address = shared(opened("tickets/funnel", "empty"))
    assert (words, address) == ("工单漏斗 · 全部地区 · 全部时间", "/tickets-funnel?period=all")


def test_an_address_too_long_for_a_qr_code_has_none() -> None:
    assert qr_code("http://127.0.0.1/" + "a" * 1_000).startswith("<svg")
    assert qr_code("http://127.0.0.1/" + "a" * 4_000) == ""
