"""No number on any page has more digits than the data carry and one more."""

import json
import re
from typing import Any

import pytest
from streamlit import dataframe_util
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Seen
from tests.pages.test_pages import FILES, texts

TAG = re.compile(r"<[^>]*>")
AS_UPLOADED = {"longitude", "latitude"}  # places carry more than what is counted, paid or scored
# A percentage has one decimal; anything else two, and three only where there is less than one.
TOO_LONG = re.compile(r"\d\.\d{2,}\s?%|[1-9]\.\d{3,}|\d\d\.\d{3,}|\.\d{4,}")


def written_cells(app: AppTest) -> dict[str, list[str]]:
    """Heading -> the numbers of a page's tables as a reader sees them, with "%" where Streamlit writes it itself."""
    found: dict[str, list[str]] = {}
    for table in app.dataframe:
        config = json.loads(table.proto.columns)
        styled = table.proto.arrow_data.styler.display_values
        words = dataframe_util.convert_arrow_bytes_to_pandas_df(styled) if styled else None
        values = table.value
        for column in values.select_dtypes("number"):
            if column in AS_UPLOADED:
                continue
            one = config.get(column, {})
            form = one.get("type_config", {}).get("format")
            known = values[column].dropna()
            if form is not None:
                told = [form % value if "%" in form else f"{value:.4%}" for value in known]
            elif words is not None:
                told = list(words[column].astype(str))
            else:
                told = [f"{value:.4f}".rstrip("0").rstrip(".") for value in known]
            found.setdefault(str(one.get("label", column)), []).extend(told)
    return found


def too_long(said: Any) -> list[str]:
    return [match.group() for match in TOO_LONG.finditer(str(said))]


@pytest.mark.parametrize("name", FILES)
def test_no_number_has_more_digits_than_the_data_carry(seen: Seen, name: str) -> None:
    app = seen(name, "demo")
    assert {
        heading: long for heading, told in written_cells(app).items() if (long := too_long(" ".join(told)))
    } == {}
    assert too_long(TAG.sub(" ", texts(app))) == []  # within tags stand the coordinates of lines
    assert [one.value for one in app.metric if too_long(one.value)] == []


@pytest.mark.parametrize(
    ("said", "is_long"),
    [
        ("14.29%", True),
        ("8.3%", False),
        ("322.5833", True),
        ("95.953", True),
        ("95.95", False),
        ("1,234.5", False),
        ("0.140", False),
        ("0.9797", True),
        ("10.123", True),
    ],
)
def test_what_is_too_long(said: str, is_long: bool) -> None:
    assert bool(too_long(said)) == is_long
