"""The papers of tasks, written by the parts that write bulletins: 督办单 of one, 催办清单 of all that wait for an answer."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from zhiping.access.permissions import Access
from zhiping.access.task import Task
from zhiping.definitions import MEASURES, measure_of
from zhiping.rules.tasks import STATES, STEPS
from zhiping.ui.bulletins.written import Block, Bulletin, Cell, Chapter, Grid, Line, Note, Section
from zhiping.ui.kit import addresses, cells, demo_mark, step_ways, tasks
from zhiping.ui.kit.addresses import PAGES
from zhiping.ui.kit.figure_ids import CITED, id_of
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.told import Told
from zhiping.words import _


def quoted_of(task: Task) -> str:
    """The id of the figure that a task came of, by which page, bulletin and link quote it."""
    cause = task.cause
    measure = measure_of(cause["measure"]) if cause.get("measure") in MEASURES else None
    filters = dict(cause.get("filters", {}))
    then = View(str(cause.get("page", "")), Access(task.made_as), int(cause.get("version", 0)), filters)
    if cause.get("is_stock"):
        then = then.stock()
    return id_of(then, cause.get("measure", ""), measure.question if measure else "")


def source_told(task: Task) -> str:
    """Where what a task came of was read: its id, the question, its filters, the version and the data date."""
    cause = task.cause
    filters = _("，").join(f"{key}={value}" for key, value in dict(cause.get("filters", {})).items())
    parts = [
        _("编号 {number}").format(number=quoted_of(task))
        if cause.get("measure") and cause.get("version")
        else "",
        _("查询 {name}").format(name=cause.get("question", "")),
        _("条件 {filters}").format(filters=filters or _("无")),
        _("数据版本 {version}").format(version=cause["version"]) if cause.get("version") else "",
        _("数据截至 {day}").format(day=cause["data_on"]) if cause.get("data_on") else "",
    ]
    return _("；").join(part for part in parts if part)


def slip(view: View, task: Task, moved: Sequence[Told]) -> Bulletin:
    """督办单: one task to be signed, with what it came of and a table of its rows."""
    facts = [
        (_("责任单位"), task.unit),
        (_("责任岗位"), task.post),
        (_("反馈期限"), numbers.time(task.due_at)),
        (_("办理状态"), _(STATES[task.state])),
        (_("签收"), ""),
        (_("办理情况"), ""),
    ]
    headings = (_("项目"), _("内容"))
    asked = Chapter("", (Line(task.message), _grid("", headings, facts)))
    told: list[Block] = [Line(str(task.cause.get("told", "")), (1,))]
    if task.cause.get("rows"):
        told.append(_grid(_("涉及的行"), tuple(task.cause["headings"]), task.cause["rows"]))
    told += [Line(str(one)) for one in moved]
    sections = [
        Section("tasks", _("督办事项"), (asked,)),
        Section("cause", _("派发依据"), (Chapter("", tuple(told)),)),
    ]
    if done := tasks.steps_of(task):
        lines = tuple(Line(step_ways.step_told(one, STEPS)) for one in done)
        sections.append(Section("steps", _("办理经过"), (Chapter("", lines),)))
    return Bulletin(
        title=_("督办单"),
        head=(
            _("编号 {number}").format(number=task.number),
            _("{who}于{time}派发").format(who=task.maker, time=numbers.time(task.made_at)),
        ),
        mark=_mark(view),
        sections=tuple(sections),
        notes=(_note(task),),
        basis=source_told(task),
    )


def reminders(view: View, open_ones: Sequence[Task], now: datetime) -> Bulletin:
    """催办清单: a section a unit, the one whose limit falls first at the head of its table."""
    headings = (_("编号"), _("任务"), _("责任岗位"), _("反馈期限"), _("时限状态"))
    sections = []
    by_unit = sorted(open_ones, key=lambda one: (one.unit, one.due_at))
    for unit, own in groupby(by_unit, key=lambda one: one.unit):
        listed = list(own)
        rows = [
            (one.number, one.what, one.post, numbers.time(one.due_at), cells.state_words(one.clock(now)))
            for one in listed
        ]
        line = Line(_("{n} 件没有反馈，请按期限反馈。").format(n=numbers.exact_count(len(listed))))
        sections.append(Section("tasks", unit, (Chapter("", (line, _grid("", headings, rows))),)))
    return Bulletin(
        title=_("催办清单"),
        head=(
            _("截至{time}").format(time=numbers.time(now)),
            _("{who}打印").format(who=view.access.user.acts_as),
        ),
        mark=_mark(view),
        sections=tuple(sections),
        notes=(),
        basis=_("治屏的督办清单"),
    )


def _mark(view: View) -> str:
    return "　".join(one for one in (demo_mark.words_of(view), _("内部使用")) if one)


def _grid(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Grid:
    return Grid(
        title=title,
        headings=tuple(headings),
        sheet_headings=tuple(headings),
        rows=tuple(tuple(Cell(str(text), str(text)) for text in row) for row in rows),
        formats=("",) * len(headings),
    )


def _note(task: Task) -> Note:
    """Where the figure comes from, as a bulletin says it."""
    cause = task.cause
    measure = measure_of(cause["measure"]) if cause.get("measure") in MEASURES else None
    page = str(cause.get("page", ""))
    filters = dict(cause.get("filters", {}))
    quoted = quoted_of(task)
    return Note(
        number=1,
        id=quoted,
        name=_(measure.name) if measure else _("派发依据"),
        meaning=_(measure.definition) if measure else "",
        formula=_(measure.formula) if measure else "",
        questions=(str(cause.get("question", "")),),
        page=addresses.title_of(page) if page in PAGES else "",
        address=addresses.whole_address_of(page, {**filters, CITED: quoted}) if page in PAGES else "",
    )
