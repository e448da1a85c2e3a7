"""A bulletin says what the pages say, word for word and number for number, and where each number comes from."""

import io
import re
from collections.abc import Callable
from datetime import date
from html import escape
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from tests.effort import IS_WHOLE
from tests.pages.conftest import Opened
from tests.pages.test_pages import texts
from zhiping import clock, serving
from zhiping.access.permissions import DEMO_USER, LEADER, Access, User
from zhiping.rules.bulletins import MONTH, OTHER, QUARTER, YEAR, kind_of, last_closed
from zhiping.rules.numerals import chinese
from zhiping.ui.bulletins import making
from zhiping.ui.bulletins.contributions import chapters_of, named
from zhiping.ui.bulletins.forms import FORMS
from zhiping.ui.bulletins.runs import PARTS_IN_ORDER
from zhiping.ui.bulletins.sections import PICTURE_WIDTH
from zhiping.ui.bulletins.written import Bulletin, Chapter, Grid, Line, Picture, Section
from zhiping.ui.charts import Figure, svg
from zhiping.ui.kit import pictures
from zhiping.ui.kit.addresses import title_of
from zhiping.ui.kit.systems import cards
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.words import speaking

MONTH_SHOWN = {"area": "150105", "since": "2025-10-01", "until": "2025-10-31"}
REFERENCE = re.compile(r"\[\d+\]$")
Data = Callable[[str], None]


def made(user: User = DEMO_USER, **filters: str) -> Bulletin:
    """The bulletin of October of the demonstration's district, or of other filters."""
    chosen = MONTH_SHOWN | filters
    view = View("bulletins/make", Access(user), serving.store().versions.number(), chosen, chosen)
    return making.make(view, named(view), now=clock.now())


def file_of(bulletin: Bulletin, ending: str) -> bytes:
    return next(form for form in FORMS if form.ending == ending).written(bulletin)


def read_back(content: bytes) -> tuple[list[str], list[list[list[str]]]]:
    """The paragraphs and the tables of a Word file as text, without the numbers of notes at their end."""
    document = Document(io.BytesIO(content))

    def plain(paragraph: Any) -> str:
        whole = "".join(text.text or "" for text in paragraph._p.iter() if text.tag.endswith("}t"))
        return REFERENCE.sub("", whole)

    tables = [
        [["".join(map(plain, cell.paragraphs)) for cell in row.cells] for row in table.rows]
        for table in document.tables
    ]
    return [plain(one) for one in document.paragraphs], tables


@pytest.fixture
def drawn_on_pages(monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    """The pictures of the pages that are opened."""
    found: list[Figure] = []
    draw = pictures.draw

    def noted(figure: Figure, key: str, **given: Any) -> None:
        found.append(figure)
        draw(figure, key, **given)

    monkeypatch.setattr(pictures, "draw", noted)
    return found


@pytest.mark.parametrize("system", [card.name for card in cards()] if IS_WHOLE else ["tickets"])
def test_every_sentence_and_number_is_that_of_its_page(
    opened: Opened, data: Data, drawn_on_pages: list[Figure], system: str
) -> None:
    data("demo")
    bulletin = made(systems=system)
    paragraphs, tables = read_back(file_of(bulletin, "docx"))
    (card,) = [one for one in cards() if one.name == system]
    for page in chapters_of(card):
        app = opened(page, **MONTH_SHOWN)
        told, metrics = texts(app), {re.sub(r":red\[(.*)\]", r"\1", one.value) for one in app.metric}
        (chapter,) = [
            one for section in bulletin.sections for one in section.chapters if one.title == title_of(page)
        ]
        drawn = {svg.standing_alone(one, PICTURE_WIDTH) for one in drawn_on_pages}
        for block in chapter.blocks:
            if isinstance(block, Picture):
                assert block.svg in drawn
                assert block.title in paragraphs
            elif not isinstance(block, Grid):
                assert block.text in paragraphs
                if block is chapter.blocks[0]:
                    assert block.text.replace("*", "") in re.sub(r":\w+\[|\]|\*", "", told)
            else:
                shown = [[cell.text for cell in row] for row in block.rows[:15]]
                assert [list(block.headings), *shown] in tables
                if not block.title:
                    assert {row[1].text for row in block.rows} <= metrics


def test_the_excel_file_has_every_row_as_numbers_and_where_they_come_from(data: Data) -> None:
    data("demo")
    bulletin = made(systems="tickets")
    book = load_workbook(io.BytesIO(file_of(bulletin, "xlsx")))
    first, *sheets, last = book.worksheets
    assert [sheet.max_row - 1 for sheet in sheets] == [len(grid.rows) for _s, _c, grid in bulletin.grids()]
    assert last.max_row - 1 == len(bulletin.notes)
    (units,) = [sheet for sheet in sheets if sheet["A1"].value == "主办单位"]
    view = View("tickets/units", Access(DEMO_USER), serving.store().versions.number(), {"area": "150105"})
    rows = view.rows("tickets/units", since="2024-11-01", until="2025-10-31")
    assert [row[1].value for row in units.iter_rows(min_row=2)] == [row["ticket_count"] for row in rows]
    assert isinstance(units["D2"].value, float)
    assert units["D2"].number_format == "0.0%"
    assert "赛罕区基层治理月统计" in first["A2"].value


def test_a_picture_lies_in_word_as_svg_with_a_png_beside_it_and_is_told_in_words(data: Data) -> None:
    data("demo")
    bulletin = made(systems="tickets")
    content = file_of(bulletin, "docx")
    with ZipFile(io.BytesIO(content)) as package:
        svgs = sorted(name for name in package.namelist() if name.endswith(".svg"))
        assert [package.read(name).decode() for name in svgs] == [one.svg for one in bulletin.pictures()]
        assert sum(package.read(name).startswith(b"\x89PNG") for name in package.namelist()) == len(svgs)
        told = package.read("word/document.xml").decode()
    assert all(escape(one.alt) in told for one in bulletin.pictures())
    assert len(bulletin.pictures()) == told.count("svgBlip") >= 2


def test_the_pdf_says_the_same_in_letters_and_not_in_boxes(data: Data) -> None:
    data("demo")
    bulletin = made(systems="tickets")
    document = PdfDocument(file_of(bulletin, "pdf"))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    plain = re.sub(r"\s|\[\d+\]", "", text)
    for _section, _chapter, line in bulletin.lines():
        assert re.sub(r"\s", "", line.text) in plain
    assert {"\ufffd", "□"}.isdisjoint(text)
    assert "—1—" in plain


def test_what_a_cell_holds_means_nothing_to_word_or_typst(data: Data) -> None:
    hostile = Line('#panic() $x$ "\\u{0}" `raw` <note1> [x] *b* \x00\x0b\ud800')
    bulletin = Bulletin("题", (), "", (Section("", "节", (Chapter("", (hostile,)),)),), (), "")
    assert read_back(file_of(bulletin, "docx"))[0][2] == hostile.text
    page = PdfDocument(file_of(bulletin, "pdf"))[0]
    assert '#panic() $x$ "\\u{0}" `raw` <note1>' in page.get_textpage().get_text_bounded()


def test_every_number_has_a_note_that_leads_to_its_page(data: Data) -> None:
    data("demo")
    bulletin = made()
    used = {note for _section, _chapter, line in bulletin.lines() for note in line.notes}
    for _section, _chapter, grid in bulletin.grids():
        assert grid.notes or all(any(cell.note for cell in row) for row in grid.rows)
        used |= {*grid.notes, *(cell.note for row in grid.rows for cell in row if cell.note)}
    used |= {note for picture in bulletin.pictures() for note in picture.notes}
    assert used == {note.number for note in bulletin.notes}
    assert [note for note in bulletin.notes if not note.questions] == []
    assert all("area=150105" in note.address for note in bulletin.notes)
    told = [(note.id, note.text) for note in bulletin.notes]
    assert len(told) == len(set(told)), "two notes say the same"
    document = Document(io.BytesIO(file_of(bulletin, "docx")))
    notes = [one for one in document.paragraphs if re.match(r"\[\d+\] \w{8}-\d+", one.text)]
    assert len(notes) == len(bulletin.notes)
    snaps = [one._p.get_or_add_pPr().find(qn("w:snapToGrid")) for one in notes]
    assert {snap.get(qn("w:val")) for snap in snaps} == {"0"}
    assert bulletin.mark == "演示数据，非真实情况　内部使用"


def test_a_system_without_data_is_told_and_is_not_zero(data: Data) -> None:
    data("empty")
    bulletin = made()
    said = [line.text for _section, _chapter, line in bulletin.lines()]
    for card in cards():
        assert f"{card.label}：2025年10月没有数据，不等于没有发生。" in said
    assert list(bulletin.grids()) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_bulletin_of_one_row_of_everything_can_be_written(data: Data, language: str) -> None:
    data("one")
    with speaking(language):
        bulletin = made(since="2025-11-01", until="2025-11-30")
        assert all(form.written(bulletin) for form in FORMS)
        (first, *_rest) = [line.text for _section, _chapter, line in bulletin.lines()]
        assert {"zh": "2025年11月派单 1 件", "en": "Nov 2025: 1 dispatched"}[language] in first
    assert {section.name for section in bulletin.sections} >= {card.name for card in cards()}


def test_nobody_gets_into_a_bulletin_what_their_pages_hide(data: Data) -> None:
    data("demo")
    reader = User("街道", frozenset({"leader"}), scope="150105001")
    whole, own = made(), made(reader)
    assert whole.digest != own.digest
    (view,) = [View("tickets/funnel", Access(reader), serving.store().versions.number(), MONTH_SHOWN)]
    count = view.row("tickets/key_figures")["ticket_count"]
    first = next(line for _section, _chapter, line in own.lines())
    assert f"2025年10月派单 {numbers.exact_count(count)} 件" in first.text


@pytest.mark.parametrize(
    "reader",
    [
        User("领导", frozenset({LEADER}), "150105"),
        User("街道", frozenset({LEADER}), "150105001"),
        User("单位", frozenset({LEADER}), "150105", unit="住建局"),
        User("企业", frozenset({LEADER}), company="甲平台"),
    ],
    ids=lambda reader: reader.name,
)
def test_whoever_sees_less_gets_a_bulletin_of_that(data: Data, reader: User) -> None:
    data("one")
    assert len(made(reader, since="2025-11-01", until="2025-11-30").sections) >= len(cards())


def test_what_is_about_persons_stands_in_no_bulletin_of_who_may_not_see_it(data: Data) -> None:
    data("demo")
    readers = DEMO_USER, User("领导", frozenset({LEADER}), "150105")
    own, without = (
        [line.text for _section, _chapter, line in made(one, systems="appraisal").lines()] for one in readers
    )
    assert [line for line in own if line not in without] == ["1 个考核整改问题已过时限没有完成。"]


def test_a_bulletin_of_the_same_data_says_the_same(data: Data) -> None:
    data("demo")
    assert made(systems="tickets").digest == made(systems="tickets").digest


def test_a_kind_is_that_of_its_period() -> None:
    assert kind_of((date(2025, 10, 1), date(2025, 10, 31))) == MONTH
    assert kind_of((date(2025, 9, 26), date(2025, 10, 25))) == MONTH
    assert kind_of((date(2025, 7, 1), date(2025, 9, 30))) == QUARTER
    assert kind_of((date(2025, 8, 1), date(2025, 10, 31))) == OTHER
    assert kind_of((date(2025, 1, 1), date(2025, 12, 31))) == YEAR
    assert kind_of((date(2025, 10, 1), date(2025, 10, 30))) == OTHER
    for on in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 30)):
        for kind, period in last_closed(on).items():
            assert kind_of(period) == kind
            assert period[1] <= on
    assert last_closed(date(2025, 12, 31))[YEAR] == (date(2025, 1, 1), date(2025, 12, 31))


def test_parts_are_counted_as_in_official_documents() -> None:
    assert [chinese(n) for n in (1, 10, 11, 20, 21)] == ["一", "十", "十一", "二十", "二十一"]


def test_the_page_makes_one_and_gives_its_files(opened: Opened) -> None:
    app = opened("bulletins/make", **MONTH_SHOWN, systems="tickets")
    assert "赛罕区基层治理月统计（2025年10月）可以写 1 个系统" in texts(app)
    next(one for one in app.button if one.label == "生成通报").click().run()
    assert [one.proto.label for one in app.get("download_button")] == [form.label for form in FORMS]


def test_the_parts_of_properties_stand_in_the_order_that_word_wants(data: Data) -> None:
    data("demo")
    with ZipFile(io.BytesIO(file_of(made(systems="tickets"), "docx"))) as package:
        names = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        trees = [ElementTree.fromstring(package.read(name)) for name in names]
    checked = 0
    for element in (one for tree in trees for one in tree.iter()):
        if order := PARTS_IN_ORDER.get(element.tag):
            places = [order.index(child.tag) for child in element]
            assert places == sorted(places), (element.tag, [child.tag for child in element])
            checked += len(places) > 1
    assert checked > 100
