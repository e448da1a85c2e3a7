"""Whatever stands in an address is one short notice at most: no exception, no wall of text, on any page."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.effort import IS_WHOLE
from tests.odd_values import LONG, ODD
from tests.pages.test_pages import FILES, texts
from tests.pages.visiting import visitor
from zhiping.asking.filters import FILTERS

MOST_LETTERS = 200
ADDRESSES = {
    "long": dict.fromkeys(
        FILTERS, LONG[:15_000]
    ),  # Streamlit reads over an address of half a million letters
    "one long value": {"since": LONG},
    **{name: dict.fromkeys(FILTERS, ODD[name]) for name in ("sql", "the first moment")},
    "the first day": {"since": "2000-01-01", "until": "2000-01-01", "at": "2000-01-01T00:00"},
    "the last day": {"since": "2100-12-31", "until": "2100-12-31", "at": "2100-12-31T23:59:59"},
    "the whole calendar": {"since": "2000-01-01", "until": "2100-12-31", "at": "2100-12-31"},
    "unknown keys": {"lang": LONG, LONG: "1", **{f"key-{number}": "1" for number in range(1_000)}},
}


def notices(app: AppTest) -> list[str]:
    said = [str(one.value).replace("\\", "") for one in app.warning]
    return [text for text in said if "不能用" in text or "已忽略" in text]


# Each page with each address; in `make test` each with two of them, in turn.
CASES = [
    (name, address)
    for row, name in enumerate(FILES)
    for column, address in enumerate(ADDRESSES)
    if IS_WHOLE or (row + column) % 4 == 0
]


@pytest.mark.parametrize(("name", "address"), CASES)
def test_an_odd_address_is_one_short_notice_at_most(
    data: Callable[[str], None], name: str, address: str
) -> None:
    data("demo")
    app = visitor(name)
    for key, value in ADDRESSES[address].items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    told = notices(app)
    assert len(told) <= 1
    assert all(len(text) < MOST_LETTERS for text in told)
    assert LONG[:100] not in texts(app)
