"""Every page in both languages: an English page says nothing of its own in Chinese, a Chinese one no English sentence.

What clerks wrote stays as they wrote it; so do names and what outside sources call a thing.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened, Seen
from tests.pages.test_pages import FILES
from zhiping.settings import PROJECT

HAN = re.compile("[\u3400-\u9fff]+")
# Two sentences, or a sentence and a bracket, without a space between them.
GLUED = re.compile(r"[a-z0-9%)*][.;,!?][A-Z][a-z]|[a-z]\([a-z]|\)[a-z]")
SENTENCE = re.compile("[a-z]+(?: [a-z]+){2,}")
TAGS = re.compile("<[^>]*>")
# Not for readers: names of widgets and code, commands to type; `told` is said again in the list beside a map.
CODE = {
    "id",
    "element_id",
    "url",
    "form_id",
    "query_param_key",
    "user_key",
    "js_content",
    "css_content",
    "css",
}
OF_PICTURES = {"template", "customdata", "characterSet", "mapStyle"}
# Who uploaded the demonstration and what every store begins with, and the name of the other language.
KEPT = {"演示", "产品自带", "中文"}


def spoken(app: AppTest) -> Iterator[str]:
    """Every text that a run sent to the browser: of widgets, sentences, pictures, headings of tables."""
    for node in _nodes(app._tree.children.values()):
        if (proto := getattr(node, "proto", None)) is not None:
            yield from _texts(proto)


def _nodes(nodes: Any) -> Iterator[Any]:
    for node in nodes:
        yield node
        yield from _nodes(getattr(node, "children", {}).values())


def _texts(proto: Any) -> Iterator[str]:
    if proto.DESCRIPTOR.name == "Code":
        return
    for field, value in proto.ListFields():
        if field.name in CODE:
            continue
        for one in value if field.is_repeated else (value,):
            if hasattr(one, "ListFields"):
                yield from _texts(one)
            elif isinstance(one, str):
                yield from _inner_texts(one) if one[:1] in "{[" else (one.replace("\\", ""),)
            elif isinstance(one, bytes) and proto.DESCRIPTOR.name == "Arrow":
                yield from map(str, convert_arrow_bytes_to_pandas_df(one).columns)


def _inner_texts(written: str) -> Iterator[str]:
    """The texts of a picture's specification; a text that is none stays itself."""
    try:
        found = json.loads(written)
    except ValueError:
        found = written
    yield from _of_json(found)


def _of_json(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for one in part:
            yield from _of_json(one)
    elif isinstance(part, dict):
        for key, one in part.items():
            if key not in OF_PICTURES:
                yield from _of_json(one)


@cache
def data_words() -> frozenset[str]:
    """Every run of Chinese that stands in a file of the demonstration or in the names of areas."""
    files = [*PROJECT.glob("data/demo/*.*"), PROJECT / "data" / "geo" / "areas.csv"]
    return frozenset({word for file in files for word in HAN.findall(file.read_text("utf-8"))} | KEPT)


@cache
def beginnings() -> frozenset[str]:
    """What is left of a word of the data that was too long for its place."""
    return frozenset(word[:length] for word in data_words() for length in range(1, len(word)))


def is_data(word: str, *, is_cut: bool) -> bool:
    """Whether a run of Chinese is a word of the data, several side by side, or the beginning of one that was cut."""
    known = data_words()
    made_up_to = [True] + [False] * len(word)
    for end in range(1, len(word) + 1):
        made_up_to[end] = any(
            made and word[begin:end] in known for begin, made in enumerate(made_up_to[:end]) if made
        )
    return made_up_to[-1] or (is_cut and word in beginnings())


def own_words(text: str) -> list[str]:
    """The Chinese of a text that is not of the data. A name in two lines is one."""
    whole = text.replace("<br>", "")
    return [
        found[0]
        for found in HAN.finditer(whole)
        if not is_data(found[0], is_cut=whole[found.end() : found.end() + 1] == "…")
    ]


@pytest.mark.parametrize("name", FILES)
def test_an_english_page_says_nothing_of_its_own_in_chinese(opened: Opened, name: str) -> None:
    said = set(spoken(opened(name, "demo", lang="en")))
    assert {text[:200] for text in said if own_words(text)} == set()
    assert {text[:200] for text in said if GLUED.search(TAGS.sub(" ", text))} == set()


@pytest.mark.parametrize("name", FILES)
def test_a_chinese_page_says_no_english_sentence(seen: Seen, name: str) -> None:
    said = (TAGS.sub(" ", text) for text in spoken(seen(name, "demo")))
    assert {text[:200] for text in said if SENTENCE.search(text)} == set()


def test_a_page_leads_to_itself_in_the_other_language(opened: Opened) -> None:
    app = opened("tickets/funnel", lang="en", area="150105")
    link = next(text for text in spoken(app) if "中文" in text)
    assert 'href="?lang=zh&amp;area=150105"' in link or 'href="?area=150105&amp;lang=zh"' in link
    assert app.title[0].value == "Ticket funnel"
