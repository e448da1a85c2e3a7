"""The id of a figure: the same for the same figure, another for whatever makes it another."""

import pytest

from zhiping.rules.figure_ids import figure_id, parts_of

FIGURE = {
    "question": "tickets/key_figures",
    "figure": "closed_in_time",
    "filters": {"since": "2025-10-01", "until": "2025-10-31"},
    "areas": ("150105",),
    "limited_to": ("", ""),
    "version": 41,
}


def of(**other: object) -> str:
    given = FIGURE | other
    return figure_id(given.pop("question"), given.pop("figure"), given.pop("filters"), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "same",
    [
        {},
        {"filters": {"until": "2025-10-31", "since": "2025-10-01"}},
        {"areas": ("150105000000",)},
        {"areas": ("15", "150105")},
        {"areas": ("150105", "1501")},
    ],
)
def test_the_same_figure_has_the_same_id(same: dict[str, object]) -> None:
    # Bulletins are quoted for years: an id that changes with the code leads nowhere.
    assert of(**same) == "S9972KNF-41"


@pytest.mark.parametrize(
    "other",
    [
        {"question": "tickets/rows"},
        {"figure": "satisfaction"},
        {"filters": {"since": "2025-10-01"}},
        {"filters": {"since": "2025-10-01", "until": "2025-10-30"}},
        {"areas": ("150105001",)},
        {"areas": ()},
        {"limited_to": ("住建局", "")},
        {"limited_to": ("", "住建局")},
    ],
)
def test_whatever_makes_another_figure_makes_another_id(other: dict[str, object]) -> None:
    assert parts_of(of(**other))[0] != parts_of(of())[0]


def test_another_version_is_the_same_figure_of_other_data() -> None:
    assert parts_of(of(version=42)) == (parts_of(of())[0], 42)


@pytest.mark.parametrize(
    "written", ["K7Q2M9XA", "K7Q2M9XA-", "K7Q2M9XA-0", "K7Q2M9XI-4", "k7q2m9xa-4", "K7Q2M9XA-4 "]
)
def test_what_is_no_id_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=written):
        parts_of(written)
