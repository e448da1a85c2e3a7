"""What a click on a picture does in a browser, for all pages: it follows what the picture says in code."""

from typing import Any
from urllib.parse import parse_qsl

from playwright.sync_api import Locator, Page

from tests.browser.drawn import filters, settled, whole
from tests.conftest import clicked_until
from zhiping.ui.kit.period_choice import KEYS as PERIOD_KEYS

# Picture -> whether it says that it answers, the filters that its points carry, and the sign over it.
PICTURES = """() => Object.fromEntries([...document.querySelectorAll('.stMain .zp-picture')].map(picture => {
    const named = picture.closest('[class*="st-key-picture-"]')
    return [named.className.match(/st-key-picture-([^ ]+)/)[1], {
        answers: picture.closest('[class*="st-key-answers-"]') !== null,
        carried: [...picture.querySelectorAll('[data-click]')].map(point => point.dataset.click),
        cursor: getComputedStyle(picture.querySelector('svg')).cursor,
    }]
}))"""
# The topmost point of a picture that carries filters and is large enough to be hit: they, and its middle.
POINT = """key => {
    for (const point of [...document.querySelectorAll(`.st-key-picture-${key} [data-click]`)].reverse()) {
        point.scrollIntoView({ block: 'center' })  // a picture may be taller than the screen
        const box = point.getBoundingClientRect()
        if (box.width > 4 && box.height > 4)
            return { carried: point.dataset.click, x: box.x + box.width / 2, y: box.y + box.height / 2 }
    }
    return null
}"""


def wrong_answers(page: Page, most: int) -> list[str]:
    """What pictures of the page do not do as they say: of those that answer, `most` are clicked and the click undone."""
    wrong = []
    pictures: dict[str, Any] = page.evaluate(PICTURES)
    for key, one in pictures.items():
        if bool(one["carried"]) != one["answers"] or (one["cursor"] == "pointer") != one["answers"]:
            wrong.append(f"{key} does not look as it answers: {one['cursor']}, {one['carried'][:1]}")
    answering = [key for key, one in pictures.items() if one["carried"]]
    return wrong + [fault for key in answering[:most] for fault in _wrong_answer(page, key)]


def _wrong_answer(page: Page, key: str) -> list[str]:
    before, point = filters(page), page.evaluate(POINT, key)
    if point is None:
        return [f"{key} has no point to click"]
    here, title = page.url, page.locator("h1").inner_text()
    chosen = dict(parse_qsl(point["carried"]))
    crosses = [
        page.locator(f".st-key-drop-{name} button")
        for name in dict.fromkeys("period" if key in PERIOD_KEYS else key for key in chosen)
    ]
    dialog, other = page.get_by_role("dialog"), page.locator("h1").filter(has_not_text=title)
    answer = crosses[0].or_(dialog).or_(other).first
    clicked_until(lambda: _click(page, key, answer), answer)
    if other.count():
        led = filters(whole(page))
        page.go_back()
        page.locator("h1").filter(has_text=title).wait_for()
        wrong = [] if led.items() >= chosen.items() else [f"{key} led to {led} where its point says {chosen}"]
        return wrong + ([] if whole(page).url == here else [f"{key} is not undone by the back button"])
    if dialog.count():
        dialog.locator("canvas").first.wait_for()
        page.keyboard.press("Escape")
        dialog.wait_for(state="detached")
        return []
    if filters(settled(page)) != before | chosen:
        return [f"{key} set {filters(page)} where its point says {chosen}"]
    for cross in crosses:
        cross.click()
        cross.wait_for(state="detached")
    return [] if filters(settled(page)) == before else [f"{key} is not undone by its chips"]


def _click(page: Page, key: str, shown: Locator) -> None:
    """Click the point where it lies now; not again while the page still works at the last click, or has answered it."""
    point = settled(page).evaluate(POINT, key)
    if not shown.count():
        page.mouse.click(point["x"], point["y"])
