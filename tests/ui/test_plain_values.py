"""Sentences are plain values: outside the kit nobody writes Markdown, and no data reaches Streamlit unescaped."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhiping.settings import PROJECT

# The kit turns what is said into Streamlit; charts and maps write HTML for plotly and deck.gl.
DRAWING = {"kit", "look", "charts", "maps"}
UI = PROJECT / "zhiping" / "ui"
FILES = sorted(
    [path for path in UI.rglob("*.py") if path.relative_to(UI).parts[0] not in DRAWING]
    + [*(PROJECT / "pages").rglob("*.py")]
)
EMPHASIS = re.compile(r"\*\*|:\w+(-badge)?\[")
TEXTS = {"markdown", "caption", "info", "warning", "error", "success", "title", "header", "subheader"}


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(call: ast.expr) -> str:
    if isinstance(call, ast.Call):
        return _name(call.func)
    return call.attr if isinstance(call, ast.Attribute) else call.id if isinstance(call, ast.Name) else ""


def _is_streamlit(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and _name(call.func.value) == "st"


def markdown_in(tree: ast.AST) -> list[str]:
    """Texts that write emphasis as Markdown; docstrings speak of code, not to a reader."""
    told = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    docs = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
    }
    return [text for text in told if text not in docs and EMPHASIS.search(text)]  # fmt: skip


def unescaped_in(tree: ast.AST) -> list[str]:
    """Texts given to Streamlit that are neither words of our own nor written by as_markdown."""
    given = [call for call in _calls(tree) if _is_streamlit(call) and _name(call.func) in TEXTS and call.args]
    return [ast.unparse(call) for call in given if _name(call.args[0]) not in {"_", "as_markdown"}]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_no_sentence_is_written_as_markdown(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert markdown_in(tree) == []
    assert unescaped_in(tree) == []


def test_the_check_sees_what_it_is_for() -> None:
    bad = ast.parse(
        "def f(row):\n    st.markdown(f\"**{row['name']}**\")\n    st.info(_('{x}').format(x=row))"
    )
    assert len(markdown_in(bad)) == 2
    assert len(unescaped_in(bad)) == 2
    assert markdown_in(ast.parse('"""In a docstring **stars** are code."""')) == []
