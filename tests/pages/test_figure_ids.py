"""The id of a figure is the same on its page, in a bulletin and behind a link, and an address with it opens what it means."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.effort import IS_WHOLE
from tests.pages.conftest import Opened
from tests.pages.test_bulletins import MONTH_SHOWN, Data, made
from tests.pages.test_pages import texts
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, GUEST_ROLES, Access, User
from zhiping.definitions import measure_of
from zhiping.rules.figure_ids import parts_of
from zhiping.ui.bulletins.contributions import chapters_of
from zhiping.ui.kit import explain
from zhiping.ui.kit.addresses import title_of
from zhiping.ui.kit.figure_ids import id_of
from zhiping.ui.kit.systems import cards
from zhiping.ui.kit.view import View


@pytest.fixture
def on_page(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Id -> measure, of every ⓘ of the pages that are opened."""
    found: dict[str, str] = {}
    button = explain.button

    def noted(view: View, measure: str, key: str, **given: Any) -> None:
        found[explain.id_shown(view, measure, given["behind"])] = measure
        button(view, measure, key, **given)

    monkeypatch.setattr(explain, "button", noted)
    return found


@pytest.mark.parametrize("system", [card.name for card in cards()] if IS_WHOLE else ["tickets", "stations"])
def test_the_ids_in_a_bulletin_are_those_of_the_pages(
    opened: Opened, data: Data, on_page: Mapping[str, str], system: str
) -> None:
    data("demo")
    bulletin = made(systems=system)
    (card,) = [one for one in cards() if one.name == system]
    for page in chapters_of(card):
        opened(page, **MONTH_SHOWN)
    quoted = {note.id for note in bulletin.notes if "cited=" in note.address}
    assert quoted
    # A table of what is lacking has no place on its page where nothing is.
    absent = [note.name for note in bulletin.notes if note.id in quoted - on_page.keys()]
    assert absent in ([], ["有人没有驿站的地区"])
    assert {note.page for note in bulletin.notes} >= {title_of(page) for page in chapters_of(card)}


def test_who_sees_the_same_rows_by_another_way_sees_the_same_id(data: Data) -> None:
    data("demo")
    version = serving.store().versions.number()
    asked = ("closed_in_time", measure_of("closed_in_time").question)
    chosen = View("tickets/funnel", Access(DEMO_USER), version, MONTH_SHOWN)
    period = {key: value for key, value in MONTH_SHOWN.items() if key != "area"}
    guest = Access(User("访客", GUEST_ROLES, "150105"), {"area": "150105"}, "link")
    in_scope = replace(chosen, access=Access(replace(DEMO_USER, scope="150105")), filters=period)
    frozen = View("tickets/funnel", guest, version, period, {}, MONTH_SHOWN)
    assert {id_of(one, *asked) for one in (chosen, in_scope, frozen)} == {id_of(chosen, *asked)}
    street = replace(chosen, filters=MONTH_SHOWN | {"area": "150105001"})
    assert id_of(street, *asked) != id_of(chosen, *asked)
    # What the question does not ask for makes no other figure.
    assert id_of(chosen.narrowed(silent="60"), *asked) == id_of(chosen, *asked)


def test_an_address_with_an_id_opens_what_the_figure_means(opened: Opened, data: Data) -> None:
    data("demo")
    version = serving.store().versions.number()
    view = View("tickets/funnel", Access(DEMO_USER), version, MONTH_SHOWN)
    quoted = id_of(view, "closed_in_time", measure_of("closed_in_time").question)
    app = opened("tickets/funnel", **MONTH_SHOWN, cited=quoted)
    told = texts(app)
    assert f"编号 {quoted}，数据版本 {version}，数据" in told
    assert measure_of("closed_in_time").definition[:20] in told
    # It stays while the page runs again, as it does when the browser has told how wide it is.
    assert f"编号 {quoted}" in texts(app.run())
    app.session_state["cited_opened"] = quoted  # what closing it notes
    assert f"编号 {quoted}" not in texts(app.run())
    # An id of a version that is there no more says so, and shows what there is.
    gone = f"{parts_of(quoted)[0]}-999999"
    told = texts(opened("tickets/funnel", **MONTH_SHOWN, cited=gone))
    assert "999999" in told
    assert f"编号 {quoted}" in told
    assert "不能用" in texts(opened("tickets/funnel", **MONTH_SHOWN, cited="K7"))
