"""Streamlit's own words in a real browser: Chinese on a Chinese page, English on an English one, data untouched."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import Page

from tests.browser.drawn import settled
from tests.browser.words_page.data import DATA
from tests.conftest import PageAt, Server, clicked_until, started_server
from zhiping.settings import PROJECT
from zhiping.ui.browser.streamlit_words import TEXTS

# Every text with two Latin letters in a row, and every name that a screen reader says, outside of data.
ENGLISH = """() => {
  const found = new Set()
  const parts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  const isEnglish = (text) => /[A-Za-z]{2}/.test(text ?? '')
  while (parts.nextNode()) {
    const part = parts.currentNode, box = part.nodeType === 3 ? part.parentElement : part
    if (box.closest('style,script,noscript,canvas table,.st-key-data,[data-testid=stIconMaterial]')) continue
    if (part.nodeType === 3) { if (isEnglish(part.nodeValue)) found.add(part.nodeValue.trim()) }
    else for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'aria-description'])
      if (isEnglish(part.getAttribute(name))) found.add(`${name}: ${part.getAttribute(name)}`)
  }
  return [...found]
}"""
IS_STILL = """(milliseconds) => new Promise((resolve) => {
  const done = () => { watcher.disconnect(); resolve() }
  let timer = setTimeout(done, milliseconds)
  const watcher = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, milliseconds) })
  watcher.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
  setTimeout(done, 3000)
})"""
# Words that are the same in Chinese.
SAME_IN_CHINESE = re.compile(
    r"\.?(csv|pdf|CSV|XLSX)|MB|Ctrl|Esc|Tab|application/|^Streamlit v|^(title|alt|placeholder|aria-\w+): "
)

STREAMLITS_TABLES = sorted(Path(streamlit.__file__).parent.glob("static/static/js/DataFrame*.js"))
OF_EDITING = {"Edit", "Cancel (Escape)"}  # no table of ours is edited


@pytest.fixture(scope="module")
def words_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the page in tests/browser/words_page; ended by its own pid."""
    script = PROJECT / "tests" / "browser" / "words_page" / "server.py"
    with started_server(tmp_path_factory.mktemp("words"), str(script)) as started:
        yield started


def still(page: Page, milliseconds: int) -> None:
    """Wait until nothing on the page has changed for so long, at most three seconds: some of it always moves."""
    page.evaluate(IS_STILL, milliseconds)


def english(page: Page) -> list[str]:
    """English on the page once it stands still."""
    still(page, 250)
    return [
        text for text in page.evaluate(ENGLISH) if re.search("[A-Za-z]{2}", SAME_IN_CHINESE.sub("", text))
    ]


def in_turn(*steps: Callable[[], object]) -> Callable[[], None]:
    """One step after the other."""

    def steps_taken() -> None:
        for step in steps:
            step()

    return steps_taken


def opened(page: Page, folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a viewer opens, one after the other; each is closed by Escape."""

    def click(key: str, inner: str) -> Callable[[], object]:
        return partial(page.locator(f".st-key-{key}").locator(f"{inner}:visible").last.click, force=True)

    def type_into(key: str, inner: str, text: str) -> Callable[[], None]:
        return in_turn(click(key, inner), partial(page.keyboard.type, text))

    def give(key: str, *names: str) -> Callable[[], object]:
        files = [folder / name for name in names]
        for file in files:
            file.write_text("a\n1\n")
        return partial(page.locator(f".st-key-{key} input[type=file]").set_input_files, files)

    table = page.locator(".st-key-table").get_by_test_id("stDataFrame")

    def open_column_menu(place: int) -> None:
        table.scroll_into_view_if_needed()
        box = table.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + 353 + 334 * place, box["y"] + 18)  # the dots at the end of a heading
        page.get_by_text("升序").wait_for()

    yield "main menu", page.get_by_test_id("stMainMenuButton").click
    for key in ("days", "day", "moment"):
        yield key, click(key, "button")
    yield "time", click("time", "[role=spinbutton]")
    for key in ("one", "none", "many", "none-of-many"):
        yield key, click(key, "input")
    yield "nothing found", type_into("one", "input", "zz")
    yield "nothing found of many", type_into("many", "input", "zz")
    yield "text", type_into("text", "input", "1")
    yield "long text", type_into("area", "textarea", "1")
    yield "number", type_into("number", "input", "3")
    yield "file", give("file", "甲.csv")
    yield "file that is not taken", give("file", "乙.pdf")
    yield "files", give("files", "丙.csv", "丁.csv")
    yield "table tools", table.hover
    tools = page.locator(".st-key-table [data-testid=stElementToolbar] button:visible")
    for place in range(3):
        yield f"table tool {place}", in_turn(table.hover, partial(tools.nth(place).hover, force=True))
    for entry in ("格式", "统计"):
        for place in (0, 1):  # a column of numbers, one of texts
            hover = page.get_by_role("menuitem", name=entry).hover
            if (entry, place) != ("格式", 1):  # texts have no format
                yield f"column {place}: {entry}", in_turn(partial(open_column_menu, place), hover)
    yield "table search", in_turn(table.click, partial(page.keyboard.press, "Control+f"))
    yield "tip", page.get_by_role("button", name="提示").hover
    yield "popover", page.locator(".st-key-chip button").click
    yield "dialog", page.get_by_role("button", name="对话").click


def test_no_english_word_is_met_on_a_chinese_page(
    stays_at: PageAt, words_server: Server, tmp_path: Path
) -> None:
    page = settled(stays_at("/", on=words_server))
    page.locator(".st-key-data table").wait_for()
    page.wait_for_timeout(1000)
    met = {"page": english(page)}
    for name, open_it in opened(page, tmp_path):
        open_it()
        met[name] = english(page)
        page.keyboard.press("Escape")
        still(page, 80)
    assert {name: texts for name, texts in met.items() if texts} == {}


def test_the_menu_of_a_column_and_its_statistics_are_chinese_as_far_as_the_bundle_has_them() -> None:
    """Of columns of every kind, some of which no page of the tests has."""
    bundle = "".join(path.read_text("utf-8") for path in STREAMLITS_TABLES)
    labels = set(re.findall(r"label:`([A-Z0-9][^`$]*)`", bundle))
    charts = set(re.findall(r"(?:numeric|datetime|text|boolean):`([A-Z][^`]*)`", bundle))
    assert {"Median", "Percent"} <= labels
    assert "Distribution histogram" in charts
    assert sorted((labels | charts) - set(TEXTS) - OF_EDITING) == []


def test_data_that_say_what_streamlit_says_stay(stays_at: PageAt, words_server: Server) -> None:
    page = settled(stays_at("/", on=words_server))
    data = page.locator(".st-key-data")
    data.locator("table").wait_for()
    for word in DATA:
        assert data.locator("td").get_by_text(word, exact=True).count() == 1
        assert data.locator("p").get_by_text(word, exact=True).count() >= 1
    shown = data.inner_text()
    assert [word for word in DATA if TEXTS[word] in shown] == []
    choice = data.locator("[data-tag]")
    assert [choice.get_attribute("aria-label"), choice.locator("span").get_attribute("title")] == ["Stop"] * 2
    one = page.locator(".st-key-data-one")
    assert "Open" in (one.inner_text() + "".join(box.input_value() for box in one.locator("input").all()))
    clicked_until(lambda: one.locator("input").click(force=True), page.get_by_role("option").first)
    page.wait_for_timeout(300)
    assert [option.inner_text() for option in page.get_by_role("option").all()] == list(DATA)
    page.keyboard.press("Escape")


def test_in_english_the_words_are_streamlits_own(stays_at: PageAt, words_server: Server) -> None:
    page = settled(stays_at("/?lang=en", on=words_server))
    page.get_by_role("button", name="Main menu").click()
    page.get_by_text("Print", exact=True).last.wait_for()
    assert page.evaluate("() => [document.documentElement.lang, navigator.language]") == ["en", "en-GB"]
    page.keyboard.press("Escape")


def test_calendars_follow_the_language_of_the_address(stays_at: PageAt, words_server: Server) -> None:
    page = settled(stays_at("/?lang=en", on=words_server))
    page.locator(".st-key-day button").last.click()
    page.get_by_role("gridcell").first.wait_for()
    assert "Monday" in page.get_by_role("dialog").inner_html()
    page = settled(stays_at("/", on=words_server))
    page.locator(".st-key-day button").last.click()
    page.get_by_role("gridcell").first.wait_for()
    assert "星期" in page.get_by_role("dialog").inner_html()


def test_a_page_that_fails_says_so_in_chinese_and_tells_no_secret(
    page_at: PageAt, words_server: Server
) -> None:
    page = page_at("/?fails=1", on=words_server)
    told = page.get_by_test_id("stException")
    told.get_by_text("这一页出错了").wait_for()
    assert not re.search("[A-Za-z]", told.inner_text())
    page.goto("about:blank")  # no visitor may leave a page that shows an exception


def test_what_is_copied_out_of_a_table_is_no_formula(stays_at: PageAt, words_server: Server) -> None:
    page = settled(stays_at("/", on=words_server))
    copied = page.evaluate(
        """() => {
            const data = new DataTransfer()
            data.setData('text/plain', '=1+1\\t-5\\n@SUM(1)\\t子')
            data.setData('text/html', '<table><td class="a">=1+1</td><td>-5</td></table>')
            return [data.getData('text/plain'), data.getData('text/html')]
        }"""
    )
    assert copied == [
        "'=1+1\t-5\n'@SUM(1)\t子",
        """<table><td class="a">'=1+1</td><td>-5</td></table>""",
    ]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    by_its_menu = page.evaluate(
        """async () => {
            const parts = { 'text/plain': '=1+1\\t-5', 'text/html': '<table><td>@SUM(1)</td><td>-5</td></table>' }
            const blobs = Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })])
            await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
            const [item] = await navigator.clipboard.read()
            const written = Object.keys(parts).map(async (type) => (await item.getType(type)).text())
            const [plain, html] = await Promise.all(written)
            await navigator.clipboard.writeText('-- a query')
            return [plain, html, await navigator.clipboard.readText()]
        }"""
    )
    assert by_its_menu[0] == "'=1+1\t-5"
    assert "<td>'@SUM(1)</td><td>-5</td>" in by_its_menu[1]
    assert by_its_menu[2] == "-- a query"
