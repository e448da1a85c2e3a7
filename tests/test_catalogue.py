"""The English catalogue: every message of the code has its text, and the text says it with the same values."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from zhiping.settings import PROJECT
from zhiping.words import CATALOGUES, _catalogue

PATH = CATALOGUES / "en" / "LC_MESSAGES" / "zhiping.po"
# What clerks write into their sheets is quoted as they write it: "正向".
QUOTED = re.compile('"[^"]*"')
# Curly quotes too: the fonts of a Chinese system draw them as wide as a character.
CHINESE = re.compile("[\u3400-\u9fff，、。；：（）！？《》「」‘’“”]")
JOINTS = set("、，；。：（）")
# English has no word for ten thousand: these say the whole number.
OTHER_VALUES = {"{wan}万", "{yi}亿"}


@cache
def catalogue() -> Catalog:
    return read_po(BytesIO(PATH.read_bytes()), locale="en")


@cache
def texts() -> dict[str, str]:
    return {str(one.id): str(one.string) for one in catalogue() if one.id}


def said() -> dict[str, str]:
    return {message: text for message, text in texts().items() if text}


@cache
def trees() -> dict[str, ast.Module]:
    files = [PROJECT / "app.py", *(PROJECT / "pages").rglob("*.py"), *(PROJECT / "zhiping").rglob("*.py")]
    return {str(file.relative_to(PROJECT)): ast.parse(file.read_text("utf-8")) for file in files}


def marks(tree: ast.Module) -> Iterator[ast.Constant]:
    """What `_` and `N_` are called with, where it is written out."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in calls:
        message = call.args[0] if call.args else None
        is_mark = isinstance(call.func, ast.Name) and call.func.id in {"_", "N_"}
        if is_mark and isinstance(message, ast.Constant) and message.value:
            yield message


def messages_of_code() -> Iterator[str]:
    return (str(one.value) for tree in trees().values() for one in marks(tree))


def values_in(text: str) -> list[str]:
    """The placeholders of a text, with their format: "n:,"."""
    return sorted(
        f"{name}:{form}" for _text, name, form, _conversion in Formatter().parse(text) if name is not None
    )


def test_every_message_of_the_code_has_an_english_text_and_no_other_has() -> None:
    asked = set(messages_of_code())
    assert asked - texts().keys() == set(), "run `make words`, then fill what is empty"
    # Extraction also takes the name of a column for a message: `_(row["state"])`.
    left_over = {message for message in texts().keys() - asked if CHINESE.search(message)}
    assert left_over == set(), "run `make words`"
    assert [message for message, text in texts().items() if CHINESE.search(message) and not text] == []


def test_the_joints_of_sentences_are_messages() -> None:
    bare = []
    for name, tree in trees().items():
        marked = {id(one) for one in marks(tree)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value in JOINTS and id(node) not in marked:
                bare.append(f"{name}:{node.lineno}")
    assert [place for place in bare if place.startswith(("pages/", "zhiping/ui/"))] == []


def test_what_is_spoken_is_what_the_catalogue_says() -> None:
    assert _catalogue("en") == said()
    assert _catalogue("zh") == {}


def test_an_english_text_has_the_values_and_the_emphasis_of_its_message() -> None:
    for message, text in said().items():
        if message not in OTHER_VALUES:
            assert values_in(text) == values_in(message), message
        assert text.count("**") == message.count("**"), message
        assert text.count("\n") == message.count("\n"), message
        assert re.findall(r":[a-z-]+\[|\]\(", text) == re.findall(r":[a-z-]+\[|\]\(", message), message


def test_an_english_text_is_not_chinese() -> None:
    assert [text for text in texts().values() if CHINESE.search(QUOTED.sub("", text))] == []


def test_the_catalogue_is_written_as_make_words_writes_it() -> None:
    again = BytesIO()
    write_po(again, catalogue(), width=0, ignore_obsolete=True)
    assert again.getvalue() == PATH.read_bytes()
    assert [one.id for one in catalogue() if one.fuzzy and one.id] == []
