"""Every ⓘ and every bar of every page leads to exactly the rows that it counts, or says why there are none."""

from dataclasses import dataclass

import pytest

from tests.effort import IS_WHOLE
from tests.pages.conftest import Opened
from tests.pages.test_pages import WITH_FILTERS, texts
from tests.ui.charts.reading import read
from zhiping.definitions import measure_of
from zhiping.ui.charts import Figure
from zhiping.ui.kit import clicks, explain
from zhiping.ui.kit.view import View
from zhiping.ui.look.key_figure import Behind


@dataclass(frozen=True)
class Explained:
    """One ⓘ of a page as it was drawn: what it is about, and the rows to which it leads."""

    view: View
    measure: str
    key: str
    behind: Behind | None

    def wrong(self) -> str:
        """What its rows count and its figure does not say; "" where they agree."""
        if measure_of(self.measure).why_no_rows:
            return ""
        if self.behind is None or self.behind.met is None:
            return "leads to no rows and does not say why"
        parts = explain.rows_behind(self.view, self.measure, self.behind)
        sizes = {part: self.behind.size(rows) for part, rows in parts.items()}
        counted = sizes["met"] + sizes.get("missed", 0)
        whole = self.behind.met if self.behind.whole is None else self.behind.whole
        is_right = (sizes["met"], counted) == (self.behind.met, whole)
        return "" if is_right else f"{sizes} of {self.behind.met}/{self.behind.whole}"


@pytest.fixture
def explained(monkeypatch: pytest.MonkeyPatch) -> list[Explained]:
    """Every ⓘ that a page draws."""
    found: list[Explained] = []
    draw = explain.button

    def noted(view: View, measure: str, key: str, *, counted: dict[str, str], behind: Behind | None) -> None:
        found.append(Explained(view, measure, key, behind))
        draw(view, measure, key, counted=counted, behind=behind)

    monkeypatch.setattr(explain, "button", noted)
    return found


@dataclass(frozen=True)
class Answering:
    """A picture of a page whose clicks open rows."""

    view: View
    key: str
    drawing: Figure
    click: clicks.Click
    measure: str

    def wrong(self) -> list[str]:
        """The bars that are a count and whose rows are not as many."""
        found = []
        for bars in read(self.drawing).data:
            lengths = bars.x if bars.type == "bar" and bars.orientation == "h" else ()
            for length, carried in zip(lengths, bars.customdata or (), strict=False):
                behind = self.click.behind(clicks.read(carried))
                if carried and behind and isinstance(length, int):
                    size = behind.size(explain.rows_behind(self.view, self.measure, behind)["met"])
                    found += [f"{self.key}: {size} of {length}, {carried}"] * (size != length)
        return found


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> list[Answering]:
    """Every picture that a page draws and that opens rows."""
    found: list[Answering] = []
    draw = clicks.draw

    def noted(view: View, key: str, drawing: Figure, click: clicks.Click | None, *, measure: str) -> None:
        if click and click.rows:
            found.append(Answering(view, key, drawing, click, measure))
        draw(view, key, drawing, click, measure=measure)

    monkeypatch.setattr(clicks, "draw", noted)
    return found


@pytest.mark.parametrize(
    "filters", [{}, {"area": "150105", "period": "all"}, *([{"area": "150421"}] if IS_WHOLE else [])], ids=str
)
@pytest.mark.parametrize("name", WITH_FILTERS)
def test_every_figure_and_every_bar_leads_to_the_rows_that_it_counts(
    opened: Opened,
    explained: list[Explained],
    answering: list[Answering],
    name: str,
    filters: dict[str, str],
) -> None:
    opened(name, **filters)
    keys = [one.key for one in explained]
    assert len(set(keys)) == len(keys)
    assert {one.key: wrong for one in explained if (wrong := one.wrong())} == {}
    assert [wrong for one in answering for wrong in one.wrong()] == []


def test_what_has_no_rows_says_why(opened: Opened) -> None:
    app = opened("stations/benefits")
    app.button("explain-key-benefit_used_share").click().run()
    assert "不逐人列出" in texts(app)
