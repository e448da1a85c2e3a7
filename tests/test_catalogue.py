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
from zhiping.words import CATALOGUES, _catalogue, _read, counted

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
        f"{name}:{form}"
        for _text, name, form, _conversion in Formatter().parse(text)
        if name is not None and "|" not in (form or "")
    )


NO_COUNTS = {"file", "kind", "names", "path", "receipt", "rows", "version"}
BETWEEN = "and|from|has|holds|of|with|without"  # what was counted is told before


def choices_in(text: str) -> list[tuple[str, str, str]]:
    """Where a text tells one from many: the value that is counted, then the words for one and for more."""
    found = []
    for _text, name, form, _conversion in Formatter().parse(text):
        one, choice, more = (form or "").partition("|")
        if choice:
            found.append((name or "", one, more))
    return found


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
    spoken = {
        message: text.split("|")[-1] if not choices_in(text) else text for message, text in said().items()
    }
    assert _catalogue("en") == spoken
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


def test_one_is_told_in_the_singular_and_more_in_the_plural() -> None:
    """Every count of the catalogue with the value 1: no word that stands for many anywhere is said of it."""
    texts_said = {text for text in said().values() if "|" in text}
    chosen = {text: choices_in(text) for text in texts_said}
    many = {more.split()[0] for found in chosen.values() for _name, _one, more in found}
    many |= {text.split("|")[1] for text in texts_said if not chosen[text]}
    of_one = re.compile(rf"\b1 (?:(?!{BETWEEN})[a-z]+ )?(?:{'|'.join(sorted(many))})\b")
    wrong = {}
    for text in said().values():
        counts = {
            name: 0 if name in NO_COUNTS else 1
            for _text, name, _form, _conversion in Formatter().parse(text)
            if name
        }
        if counts and of_one.search(told := _read(text).format(**counts)):
            wrong[text] = told
    assert wrong == {}
    for text, found in chosen.items():
        assert {name for name, _one, _more in found} <= {value.split(":")[0] for value in values_in(text)}


def test_a_text_chooses_by_the_value_that_it_is_given() -> None:
    rows = _read("{n} {n:row was|rows were} not read")
    assert [rows.format(n=n) for n in ("1", 1, "0", "1,001", "2")] == [
        "1 row was not read",
        "1 row was not read",
        "0 rows were not read",
        "1,001 rows were not read",
        "2 rows were not read",
    ]
    case = _read("case|cases")
    assert (case, counted(case, 1), counted(case, -1), counted(case, 20)) == (
        "cases",
        "case",
        "case",
        "cases",
    )
    assert counted("件", 1) == "件"
