"""内部使用: across the pages and in the workbooks of who has signed in, nowhere in the demonstration."""

import io
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from zhiping.access.permissions import DEMO_USER, LEADER, User
from zhiping.ui.kit import visitor as at_screen


def marks(app: AppTest) -> list[str]:
    """The styles that mark a page."""
    return [one.proto.body for one in app.get("html") if "stApp::after" in one.proto.body]


@pytest.mark.parametrize(("user", "count"), [(DEMO_USER, 0), (User('甲"} <b>&', frozenset({LEADER})), 1)])
def test_a_page_and_its_workbook_say_who_saw_them(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, user: User, count: int
) -> None:
    books: list[openpyxl.Workbook] = []

    def pressed(label: str, made: Any, **_options: Any) -> bool:
        if label == "下载 Excel":
            books.append(openpyxl.load_workbook(io.BytesIO(made())))
        return False

    monkeypatch.setattr(at_screen, "current_user", lambda: user)
    monkeypatch.setattr("streamlit.download_button", pressed)
    found = marks(opened("tickets/funnel"))
    assert len(found) == count
    for style in found:
        assert '"} <b>' not in style
        assert style.count("<") == 2, "of the style itself"
    for book in books:
        said = [str(line[1].value) for line in book.worksheets[1].iter_rows() if line[0].value == "下载"]
        assert [text.split(" · ")[:2] for text in said] == [["内部使用", user.name]] * count
        assert ("内部使用" in str(book.worksheets[0].oddHeader.center.text)) == bool(count)
    assert books
