"""What one upload may cost, all of its files together: counted while it is unpacked and read, not believed."""

from dataclasses import dataclass

from zhiping.upload.reading.texttable import UnreadableFile, column_letter
from zhiping.words import _

MAX_BYTES = 200 * 1024 * 1024
MAX_WORKBOOK_BYTES = 2 * MAX_BYTES  # XML says in many bytes what a CSV says in few
MAX_CELLS = 20_000_000
MAX_COLUMNS = 1_000
MAX_SHEETS = 200
MAX_FILES = 200  # in one upload
MAX_LETTERS = 32_767  # what a cell of Excel holds
MAX_LINE = 1_000_000  # letters of one line of text
_MEBIBYTE = 1 << 20


@dataclass
class Budget:
    """Counts down for one upload, `most_bytes` at first. Raises UnreadableFile where something is used up."""

    bytes_left: int
    cells_left: int = MAX_CELLS
    most_bytes: int = MAX_WORKBOOK_BYTES

    @property
    def is_spent(self) -> bool:
        return self.bytes_left < 0 or self.cells_left < 0

    def take_bytes(self, count: int) -> None:
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise too_large(self.most_bytes)

    def take_cells(self, count: int) -> None:
        self.cells_left -= count
        if self.cells_left < 0:
            raise UnreadableFile(
                _("文件超过 {n} 万格，系统一次读不了。请按时间或地区分成几个文件上传。").format(
                    n=MAX_CELLS // 10_000
                )
            )


def too_large(limit: int) -> UnreadableFile:
    return UnreadableFile(
        _("文件(解压后)超过 {limit} MB，系统一次读不了。请按时间或地区分成几个文件上传。").format(
            limit=limit // _MEBIBYTE
        )
    )


def check_sheets(count: int) -> None:
    if count > MAX_SHEETS:
        raise UnreadableFile(
            _("文件有 {n} 个工作表，最多读 {limit} 个。请把要上传的工作表单独存成一个文件再上传。").format(
                n=count, limit=MAX_SHEETS
            )
        )


def check_files(count: int) -> None:
    if count > MAX_FILES:
        raise UnreadableFile(
            _("压缩包里有 {n} 个文件，一次最多读 {limit} 个。请分成几次上传。").format(
                n=count, limit=MAX_FILES
            )
        )


def check_width(count: int, place: str = "") -> None:
    if count > MAX_COLUMNS:
        raise UnreadableFile(
            _("{place}表头有 {n} 列，最多读 {limit} 列。请只留下需要的列后重新上传。").format(
                place=place, n=count, limit=MAX_COLUMNS
            )
        )


def too_long_line(row: int, count: int) -> UnreadableFile:
    return UnreadableFile(
        _(
            "第 {row} 行有 {n} 个字，一行最多 {limit} 个字，可能不是表格，或缺少换行。请检查后重新上传。"
        ).format(row=row, n=count, limit=MAX_LINE)
    )


def too_long(row: int, index: int | None, count: int, place: str = "") -> UnreadableFile:
    """The refusal of a cell of `count` letters or more in the 0-based column `index`, where that is known."""
    column = "" if index is None else _("{letter}列").format(letter=column_letter(index))
    sentence = (
        _("{place}第 {row} 行{column}有一格超过 {limit} 个字（{n}）。请改短后重新上传。")
        if place
        else _("{place}第 {row} 行{column}有一格超过 {limit} 个字（{n}）。请改短，或检查引号后重新上传。")
    )
    return UnreadableFile(sentence.format(place=place, row=row, column=column, n=count, limit=MAX_LETTERS))
