"""What the pages of stations say, as tests read it."""

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import texts
from tests.pages.visiting import pictures
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run

COVERAGE, BENEFITS = "stations/coverage", "stations/benefits"


def rows(question: str, **filters: Any) -> list[dict[str, Any]]:
    return run(serving.store(), f"stations/{question}", Access(DEMO_USER), **filters).rows


def told(app: AppTest) -> str:
    """All sentences and headings, without Markdown's escapes."""
    headings = "\n".join(str(one.value) for one in app.subheader)
    return f"{texts(app)}\n{headings}".replace("\\", "")


def table(app: AppTest, column: str, nth: int = 0) -> list[dict[str, Any]]:
    """The rows of the nth table that has this column."""
    rows: list[dict[str, Any]] = [one.value for one in app.dataframe if column in one.value.columns][
        nth
    ].to_dict("records")
    return rows


def everything(app: AppTest) -> str:
    """All that a run sends to the browser: sentences, pictures, the map, and the cells of every table."""
    found = [one.value.to_csv() for one in app.dataframe] + [*pictures(app).values()]
    left = [app._tree]
    while left:
        node = left.pop()
        found.append(str(getattr(node, "proto", "")))
        left += getattr(node, "children", {}).values()
    return "\n".join(found)
