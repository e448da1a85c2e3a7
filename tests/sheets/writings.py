"""Habits of writing: the same value in the cell, written another way."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from tests.demo_sheets import SHEETS
from tests.sheets.sheet import Cell, Line, Sheet

_FULL_WIDTH = str.maketrans("0123456789.-:", "０１２３４５６７８９．－：")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST_SERIAL = datetime(1899, 12, 30)


def _change(sheet: Sheet, kinds: tuple[str, ...], write: Callable[[str], Cell]) -> bool:
    """Write the texts of columns of these kinds otherwise; whether any has changed."""
    has_changed = False
    for index in sheet.of_kind(*kinds):
        for line in sheet.data:
            cell = line.cells[index] if index < len(line.cells) else None
            if isinstance(cell, str) and cell:
                line.cells[index] = write(cell)
                has_changed |= line.cells[index] != cell
    return has_changed


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _dates(day: str, clock: str) -> Callable[[Sheet, Random], bool]:
    """A habit that writes days by one format, and times with a clock behind it; what is no ISO date stays."""

    def write(text: str) -> Cell:
        try:
            moment = _moment(text)
        except ValueError:
            return text
        known = {"{y}": f"{moment.year}", "{yy}": f"{moment:%y}", "{m}": f"{moment.month}",
                 "{d}": f"{moment.day}", "{mm}": f"{moment:%m}", "{dd}": f"{moment:%d}",
                 "{H}": f"{moment.hour}", "{HH}": f"{moment:%H}", "{M}": f"{moment:%M}"}  # fmt: skip
        written = day if len(text) == 10 else day + clock
        for sign, part in known.items():
            written = written.replace(sign, part)
        return written

    def habit(sheet: Sheet, rng: Random) -> bool:
        return _change(sheet, ("date", "time"), write)

    return habit


chinese_dates = _dates("{y}年{m}月{d}日", " {HH}:{M}")
chinese_dates_and_hours = _dates("{y}年{m}月{d}日", "{H}时{M}分")
weekday_dates = _dates("{y}年{m}月{d}日（星期二）", " {HH}:{M}")
dotted_dates = _dates("{y}.{m}.{d}", " {H}:{M}")
slashed_dates = _dates("{y}/{m}/{d}", " {H}:{M}")
compact_dates = _dates("{y}{mm}{dd}", " {HH}:{M}")
full_width_dates = _dates("{y}－{mm}－{dd}", "　{HH}：{M}")


def american_dates(sheet: Sheet, rng: Random) -> None:
    if _dates("{mm}/{dd}/{y}", " {HH}:{M}")(sheet, rng):
        sheet.answers["date_order"] = "mdy"


def british_dates(sheet: Sheet, rng: Random) -> None:
    if _dates("{dd}/{mm}/{y}", " {HH}:{M}")(sheet, rng):
        sheet.answers["date_order"] = "dmy"


def short_years(sheet: Sheet, rng: Random) -> None:
    if _dates("{yy}-{m}-{d}", " {HH}:{M}")(sheet, rng):
        sheet.answers["date_order"] = "ymd"


def no_years(sheet: Sheet, rng: Random) -> None:
    """All in one year, which the sheet does not say."""
    for index in sheet.of_kind("date", "time"):
        for line in sheet.data:
            text = line.cells[index]
            if isinstance(text, str) and _ISO.match(text) and "-02-29" not in text:
                sheet.rewrite(line, index, "2025" + text[4:])
                line.cells[index] = "2025" + text[4:]
    if _dates("{m}月{d}日", " {HH}:{M}")(sheet, rng):
        sheet.answers["year"] = 2025


def date_cells(sheet: Sheet, rng: Random) -> None:
    def cell(text: str) -> Cell:
        try:
            moment = _moment(text)
        except ValueError:
            return text
        return moment.date() if len(text) == 10 else moment

    _change(sheet, ("date", "time"), cell)


def serial_dates(sheet: Sheet, rng: Random) -> None:
    def serial(text: str) -> Cell:
        try:
            days = (_moment(text) - _FIRST_SERIAL) / timedelta(days=1)
        except ValueError:
            return text
        return int(days) if days == int(days) else round(days, 8)

    _change(sheet, ("date", "time"), serial)


def full_width_digits(sheet: Sheet, rng: Random) -> None:
    _change(sheet, ("integer", "number", "area", "code"), lambda text: text.translate(_FULL_WIDTH))


def number_cells(sheet: Sheet, rng: Random) -> None:
    def cell(text: str) -> Cell:
        return float(text) if "." in text else int(text)

    _change(sheet, ("integer", "number"), lambda text: cell(text) if _is_number(text) else text)


def area_number_cells(sheet: Sheet, rng: Random) -> None:
    _change(sheet, ("area",), lambda text: int(text) if text.isdecimal() and text.isascii() else text)


def thousands(sheet: Sheet, rng: Random) -> None:
    for index in sheet.of_kind("integer", "number"):
        if sheet.column(index).maximum is None:
            for line in sheet.data:
                if sheet.filled(line, index) and _is_number(str(line.cells[index])):
                    line.cells[index] = "1,234"
                    sheet.rewrite(line, index, "1234")


def ten_thousands(sheet: Sheet, rng: Random) -> None:
    for index in sheet.of_kind("integer", "number"):
        if sheet.column(index).maximum is None:
            for line in sheet.data[:3]:
                if sheet.filled(line, index) and _is_number(str(line.cells[index])):
                    line.cells[index] = "1.2万"
                    sheet.rewrite(line, index, "12000")


def counted_things(sheet: Sheet, rng: Random) -> None:
    for index in sheet.of_kind("integer"):
        unit = sheet.column(index).unit or "件"
        for line in sheet.data:
            if sheet.filled(line, index) and _is_number(str(line.cells[index])) and unit != "%":
                line.cells[index] = f"{line.cells[index]}{unit}"


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii()


def ticks(sheet: Sheet, rng: Random) -> None:
    _change(sheet, ("flag",), lambda text: {"是": "√", "否": "×"}.get(text, text))


def flag_cells(sheet: Sheet, rng: Random) -> None:
    known: dict[str, Cell] = {"是": True, "否": False}
    _change(sheet, ("flag",), lambda text: known.get(text, text))


def dashes_for_blanks(sheet: Sheet, rng: Random) -> None:
    for index, column in enumerate(sheet.columns):
        if column and not column.is_required:
            for line in sheet.data:
                if index < len(line.cells) and not sheet.filled(line, index):
                    line.cells[index] = rng.choice(["/", "-", "—", "——", "－", "／", "--", "─"])


def none_in_texts(sheet: Sheet, rng: Random) -> None:
    for index in sheet.of_kind("text"):
        if not sheet.column(index).is_required:
            for line in sheet.data[1:3]:
                if index < len(line.cells):
                    line.cells[index] = "无"
                    sheet.rewrite(line, index, "无")


def ditto(sheet: Sheet, rng: Random) -> None:
    """What repeats the cell above is not written again, in a column that is no key."""
    for index in sheet.of_kind("area", "choice", "date", "text"):
        if sheet.column(index).is_key:
            continue
        above: Line | None = None
        before: Cell = None
        for line in sheet.data:
            cell = line.cells[index] if index < len(line.cells) else None
            if above is not None and cell and cell == before:
                line.cells[index] = rng.choice(["同上", "〃", "同  上", "″"])
                sheet.answers["ditto"] = True
            above, before = line, cell


def formula_texts(sheet: Sheet, rng: Random) -> None:
    _change(sheet, ("code",), lambda text: f'="{text}"')


def apostrophes(sheet: Sheet, rng: Random) -> None:
    _change(sheet, ("code", "area", "integer"), lambda text: f"'{text}")


def blanks_around(sheet: Sheet, rng: Random) -> None:
    _change(sheet, ("code", "text", "area", "choice", "integer", "date"), lambda text: f" {text}　")


def choices_with_suffix(sheet: Sheet, rng: Random) -> None:
    for index in sheet.of_kind("choice"):
        column = sheet.column(index)
        if all(len(choice) == 1 for choice in column.choices):
            for line in sheet.data:
                if sheet.filled(line, index):
                    line.cells[index] = f"{line.cells[index]}类"


def area_names(sheet: Sheet, rng: Random) -> None:
    """Areas by the whole way down, where the demonstration has the name."""
    names = {row["区划代码"]: row["名称"] for row in SHEETS["areas"]}
    if not sheet.dataset.area_column:
        return
    index = sheet.at(sheet.dataset.area_column)
    for line in sheet.data:
        code = str(line.cells[index])
        if code in names and list(names.values()).count(names[code]) == 1:
            line.cells[index] = names[code]
            sheet.answers["area_names"] = True
    for line in sheet.head:
        if line.cells[index] == sheet.column(index).label:
            line.cells[index] = "所属街道"


WRITINGS = (
    chinese_dates, chinese_dates_and_hours, weekday_dates, dotted_dates, slashed_dates, compact_dates, full_width_dates, american_dates,
    british_dates, short_years, no_years, date_cells, serial_dates, full_width_digits, number_cells,
    area_number_cells, thousands, ten_thousands, counted_things, ticks, flag_cells, dashes_for_blanks,
    none_in_texts, ditto, formula_texts, apostrophes, blanks_around, choices_with_suffix, area_names,
)  # fmt: skip
NAMES = {value: name for name, value in globals().items() if callable(value) and not name.startswith("_")}
ONLY_XLSX = {date_cells, serial_dates, flag_cells, number_cells, area_number_cells}
