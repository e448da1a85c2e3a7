"""The sections of a bulletin: the parts of the systems, each with where it comes from, become lines and tables with notes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from zhiping.definitions import measure_of
from zhiping.ui.bulletins import gaps
from zhiping.ui.bulletins.contributions import chapters_of
from zhiping.ui.bulletins.written import Block, Cell, Chapter, Grid, Line, Note, Picture, Section
from zhiping.ui.charts import Figure, svg
from zhiping.ui.kit import addresses, cells, column_look, dataline, figure_ids, tables
from zhiping.ui.kit.bulletin import Drawn, Listed, Part
from zhiping.ui.kit.figure_ids import CITED
from zhiping.ui.kit.sourced import Asked, SourcedView, Ways
from zhiping.ui.kit.systems import Card
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.headings import heading
from zhiping.ui.look.key_figure import KeyFigure, moved_briefly
from zhiping.ui.look.told import joined
from zhiping.words import _

PICTURE_WIDTH = 560  # pixels: on a sheet of 156 mm a letter is as large as one of 五号
_SHOWN = ("area", "since", "until", "as-of")  # what of a bulletin's filters its pages take


class Writing:
    """The parts of one bulletin as they get their notes."""

    def __init__(self, view: View, whole_address: Callable[[str], str] = str) -> None:
        self._view, self._whole_address = view, whole_address
        self.notes: list[Note] = []
        self._ways: dict[str, Ways] = {}  # page -> how its questions were asked

    def section(self, system: Card) -> Section:
        """A system: its pages, then what needs somebody."""
        view = self._of_page(system.more[0])
        if not (dataline.with_rows(view, [system]) or dataline.with_rows(view.stock(), [system])):
            nothing = Chapter("", (Line(gaps.nothing_told(view, system)),))
            return Section(system.name, system.label, (nothing,))
        found = [self._chapter(page, parts) for page, parts in chapters_of(system).items()]
        if matters := self._matters(system):
            found.append(matters)
        return Section(system.name, system.label, tuple(found))

    def _stock(self, page: str, figure: KeyFigure) -> View | None:
        """The view of all times where a figure is of what stands at the data date, as its page has it."""
        return self._of_page(page).stock() if figure.behind and figure.behind.is_stock else None

    def _of_page(self, page: str) -> SourcedView:
        view = self._view
        kept = {key: value for key, value in view.filters.items() if key in _SHOWN}
        return SourcedView(page, view.access, view.version, kept, kept, ways=self._ways.setdefault(page, {}))

    def _chapter(self, page: str, parts: Callable[[View], Iterable[Part]]) -> Chapter:
        view = self._of_page(page)
        blocks: list[Block] = []
        figures: list[tuple[KeyFigure, int]] = []
        asked: list[Asked] = []
        for part in parts(view):
            asked = view.taken() or asked  # several sentences can be of rows that were asked for once
            if isinstance(part, KeyFigure):
                figures.append((part, self._noted(page, asked, part.measure, of=self._stock(page, part))))
                continue
            if figures:
                blocks.append(_figures_grid(figures))
                figures = []
            if isinstance(part, Drawn):
                if part.figure:
                    blocks.append(
                        _picture(part, part.figure, self._noted(page, asked, part.meaning, part.title))
                    )
            elif isinstance(part, Listed):
                note = self._noted(page, asked, part.meaning, part.title, part.of)
                blocks += _listed(part, note)
            elif part:
                blocks.append(Line(str(part), (self._noted(page, asked),)))
        if figures:
            blocks.append(_figures_grid(figures))
        return Chapter(addresses.title_of(page), tuple(blocks) or (Line(_("这里没有可以写的数据。")),))

    def _matters(self, system: Card) -> Chapter | None:
        lines = []
        view = self._of_page(system.more[0])
        found = system.exceptions(view.stock())
        asked = view.taken()
        for matter in found:
            lines.append(Line(f"{matter.text}{_('。')}", (self._noted(matter.page, asked),)))
        return Chapter(_("需要处理"), tuple(lines)) if lines else None

    def _noted(
        self, page: str, asked: Sequence[Asked], measure: str = "", name: str = "", of: View | None = None
    ) -> int:
        """The number of the note that says this; what is called the same and means the same has one, of all its questions."""
        told = measure_of(measure) if measure else None
        questions = dict.fromkeys(map(_asked_told, asked))
        view: View = self._of_page(page)
        if told:
            view = of or self._of_page(page).as_asked(told.question)
            quoted = figure_ids.id_of(view, measure, told.question)
        else:
            quoted = figure_ids.id_of(view, name or page, "")
        note = Note(
            number=0,
            id=quoted,
            name=name or (_(told.name) if told else addresses.title_of(page)),
            meaning=_(told.definition) if told else "",
            formula=_(told.formula) if told else "",
            questions=tuple(questions),
            page=addresses.title_of(page),
            address=self._whole_address(
                addresses.address_of(page, {**view.filters, **({CITED: quoted} if told else {})})
            ),
        )
        for place, known in enumerate(self.notes):
            if replace(known, number=0, questions=()) == replace(note, questions=()):
                both = tuple(dict.fromkeys((*known.questions, *note.questions)))
                self.notes[place] = replace(known, questions=both)
                return known.number
        self.notes.append(replace(note, number=len(self.notes) + 1))
        return len(self.notes)


def _asked_told(asked: Asked) -> str:
    question, filters = asked
    return question if {"since", "until"} & filters.keys() else question + _("（不限时段）")


def _figures_grid(figures: Sequence[tuple[KeyFigure, int]]) -> Grid:
    rows = []
    for one, note in figures:
        made_of = joined(_("；"), [one.note or one.parts, one.target])
        rows.append(
            (
                Cell(_(measure_of(one.measure).name)),
                Cell(one.value, note=note),
                Cell(str(moved_briefly(one.changes)).replace("\u2002", " ") or numbers.MISSING),
                Cell(str(made_of)),
            )
        )
    headings = (_("指标"), _("数值"), _("变化"), _("说明"))
    return Grid(
        title="",
        headings=headings,
        sheet_headings=headings,
        rows=tuple(rows),
        formats=("",) * 4,
    )


def _picture(part: Drawn, figure: Figure, note: int) -> Picture:
    drawn = svg.standing_alone(figure, PICTURE_WIDTH)
    return Picture(part.title, drawn, PICTURE_WIDTH, figure.height, figure.alt, (note,))


def _listed(part: Listed, note: int) -> Iterator[Line | Grid]:
    if not part.rows:
        yield Line(_("{title}：没有。").format(title=part.title), (note,))
        return
    written = [cells.on_paper(name, part.rows, part.question) for name in part.columns]
    values = tables.in_file(part.rows, part.columns, part.question)
    rows = tuple(
        tuple(
            Cell(numbers.MISSING if row[name] is None else write(row[name]), value)
            for name, write, value in zip(part.columns, written, known, strict=True)
        )
        for row, known in zip(part.rows, values, strict=True)
    )
    yield Grid(
        title=part.title,
        headings=tuple(column_look.heading_of(name, part.rows, part.question) for name in part.columns),
        sheet_headings=tuple(heading(name, part.question) for name in part.columns),
        rows=rows,
        formats=tuple(tables.format_of(name, part.rows) for name in part.columns),
        notes=(note,),
    )
