"""A clerk's file, or several in a zip -> text tables: the form by content, then csvtext or sheets.

Nothing is typed or matched here. What cannot be read for certain is refused with one sentence.
"""

import gzip
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import ParseError

import duckdb

from zhiping.store.disk import reason_of
from zhiping.store.durable import hash_of
from zhiping.store.errors import StoreUnusable
from zhiping.upload.reading.budget import (
    MAX_BYTES,
    MAX_SHEETS,
    MAX_WORKBOOK_BYTES,
    Budget,
    check_sheets,
    too_large,
)
from zhiping.upload.reading.csvtext import csv_table
from zhiping.upload.reading.first_rows import LEAST_OTHER, LEAST_TEXT, FirstRows
from zhiping.upload.reading.headers import Sought
from zhiping.upload.reading.markup import html_sheets, spreadsheetml_sheets
from zhiping.upload.reading.members import member_names, unpacked
from zhiping.upload.reading.ods import is_encrypted, is_ods, ods_sheets
from zhiping.upload.reading.ole import ole_streams
from zhiping.upload.reading.package import Package, open_zip
from zhiping.upload.reading.sheets import NoSuchSheet, drop, sheet_tables
from zhiping.upload.reading.textencoding import text_encoding
from zhiping.upload.reading.texttable import (
    GivenFile,
    TextTable,
    UnreadableFile,
    corrupt,
    known_labels,
    password_protected,
)
from zhiping.upload.reading.xls import xls_sheets
from zhiping.upload.reading.xlsx import is_workbook, xlsx_sheets
from zhiping.words import _

_MEBIBYTE = 1 << 20
_MOST_NAMED = 5
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_GZIP = b"\x1f\x8b"
_ZIP = b"PK"
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
_MARKUP = ("<!doctype", "<html", "<head", "<meta", "<table", "<style", "<?xml", "<!--", "<workbook", "<body")
_SPREADSHEETML = "urn:schemas-microsoft-com:office:spreadsheet"
FILE_TYPES = ("xlsx", "xlsm", "xls", "et", "ods", "csv", "tsv", "txt", "html", "htm", "xml", "gz", "zip")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    struct.error,
    KeyError,
    IndexError,
    EOFError,
    NotImplementedError,
    ValueError,  # UnicodeDecodeError too; UnreadableFile passes first
)


def text_tables(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    name: str | None = None,
    *,
    scratch: Path | None = None,
    sheets: Sequence[str] = (),
    known: Iterable[str] = (),
    header_row: int | None = None,
    first: FirstRows | None = None,
) -> tuple[GivenFile, list[TextTable]]:
    """Read `path` into temp tables of `con`: one for a CSV, one for each visible sheet with data; of a zip all of its files.

    `name` is the clerk's name for the file, `sheets` picks sheets by name, `header_row` the row of the header, `known` are labels that it
    may have; they help to find it. `first` sees the first rows of an upload that is large. Work files go into `scratch` (default: the system's), which `con` must be
    able to read: an engine of a store reads nothing outside it. Raises UnreadableFile, and StoreUnusable where there
    is no room for them; nothing stays in `con` then.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile(_("文件是空的(0 字节)，可能没有传完。请检查原文件后重新上传。"))
    if size > MAX_BYTES:
        raise too_large(MAX_BYTES)
    given = GivenFile(name or path.name, hash_of(path), size, "zip")
    try:
        with TemporaryDirectory(prefix="zhiping-", dir=scratch) as work:
            folder = Path(work)
            reading = _Reading(con, Sought(known_labels(known), header_row), tuple(sheets))
            plain = _unpacked(path, folder, reading.unpacking)
            form = form_of(plain)
            if size >= (LEAST_TEXT if form == "csv" and plain is path else LEAST_OTHER):
                reading.first = first
            if form != "zip":
                return reading.whole(given, plain, form, folder)
            members = member_names(plain)
            if len(members) > 1:
                return reading.several(replace(given, members=members), plain, folder)
            for _name, only in unpacked(plain, folder, reading.unpacking):
                return reading.whole(given, only, _form_inside(only), folder)
            raise UnreadableFile(_("压缩包里没有文件。请检查原文件后重新上传。"))
    except OSError as error:
        sentence = _("文件没有读完（{reason}），什么都没有发布。请检查磁盘空间后再试。")
        raise StoreUnusable(sentence.format(reason=reason_of(error))) from error


@dataclass
class _Reading:
    """How the files of one upload are read, and what is left of the one budget for all of them."""

    con: duckdb.DuckDBPyConnection
    sought: Sought
    sheets: tuple[str, ...]
    unpacking: Budget = field(default_factory=lambda: Budget(MAX_BYTES, most_bytes=MAX_BYTES))
    budget: Budget = field(default_factory=lambda: Budget(MAX_WORKBOOK_BYTES))
    first: FirstRows | None = None

    def whole(
        self, given: GivenFile, path: Path, form: str, folder: Path
    ) -> tuple[GivenFile, list[TextTable]]:
        """The tables of one file, with what is known of it now."""
        if form == "csv":
            encoding, delimiter, table = csv_table(self.con, path, folder, self.sought, first=self.first)
            return replace(given, form=form, encoding=encoding, delimiter=delimiter), [table]
        return replace(given, form=form), _workbook_tables(
            self.con, path, form, self.sheets, self.sought, self.budget, self.first
        )

    def several(self, given: GivenFile, path: Path, folder: Path) -> tuple[GivenFile, list[TextTable]]:
        """The tables of all files of a zip, and which of them cannot be read. Raises UnreadableFile where none can."""
        tables: list[TextTable] = []
        refused: dict[str, str] = {}
        seen: dict[str, str] = {}
        try:
            for name, file in unpacked(path, folder, self.unpacking):
                if self.first:
                    self.first.file = name
                twin = seen.setdefault(hash_of(file) if file.stat().st_size else name, name)
                try:
                    if twin != name:
                        raise UnreadableFile(_("和“{file}”的内容完全相同。").format(file=twin))
                    tables += [table.in_file(name) for table in self._member(given, file, folder)]
                    check_sheets(len(tables))
                except UnreadableFile as error:
                    if self.budget.is_spent or self.unpacking.is_spent or len(tables) > MAX_SHEETS:
                        raise
                    refused[name] = str(error)
            if not tables:
                raise UnreadableFile(
                    _("没有一个文件能读。{reasons}").format(
                        reasons="".join(
                            _("“{file}”：{reason}").format(file=file, reason=reason)
                            for file, reason in list(refused.items())[:_MOST_NAMED]
                        )
                    )
                )
        except BaseException:
            drop(self.con, tables)
            raise
        return replace(given, refused=refused), tables

    def _member(self, given: GivenFile, file: Path, folder: Path) -> list[TextTable]:
        if not file.stat().st_size:
            raise _empty_inside()
        with TemporaryDirectory(dir=folder) as work:
            plain = _unpacked(file, Path(work), self.unpacking)
            form = _form_inside(plain)
            try:
                return self.whole(given, plain, form, Path(work))[1]
            except NoSuchSheet:  # the sheets that were named are those of another file
                return replace(self, sheets=()).whole(given, plain, form, Path(work))[1]


def _workbook_tables(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    form: str,
    names: Sequence[str],
    sought: Sought,
    budget: Budget,
    first: FirstRows | None,
) -> list[TextTable]:
    try:
        match form:
            case "xls":
                return sheet_tables(con, xls_sheets(path, budget), names, sought, first)
            case "xml":
                return sheet_tables(con, spreadsheetml_sheets(path, budget), names, sought, first)
            case "html":
                return sheet_tables(con, html_sheets(path, text_encoding(path), budget), names, sought, first)
        with open_zip(path) as file:
            package = Package(file, budget)
            sheets = ods_sheets(package) if form == "ods" else xlsx_sheets(package)
            return sheet_tables(con, sheets, names, sought, first)
    except UnreadableFile:
        raise
    except _BROKEN as error:
        raise corrupt() from error


def _form_inside(path: Path) -> str:
    """The form of a file that was in a zip. Raises UnreadableFile."""
    if not path.stat().st_size:
        raise _empty_inside()
    form = form_of(path)
    if form == "zip":
        raise UnreadableFile(_("压缩包里还是压缩包。请解压后上传里面的表格文件。"))
    return form


def _empty_inside() -> UnreadableFile:
    return UnreadableFile(_("压缩文件里的内容是空的(0 字节)。请检查原文件后重新上传。"))


def _unpacked(path: Path, folder: Path, budget: Budget) -> Path:
    """`path` itself, or what a gzip holds, within the budget."""
    with path.open("rb") as file:
        if file.read(2) != _GZIP:
            return path
    target, written = folder / "unpacked", 0
    try:
        with gzip.open(path) as packed, target.open("wb") as unpacked:
            while chunk := packed.read(_MEBIBYTE):
                written += len(chunk)
                budget.take_bytes(len(chunk))
                unpacked.write(chunk)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(
            _("这个 .gz 压缩文件解不开，可能没有传完或已损坏。请解压后上传里面的文件。")
        ) from error
    if not written:
        raise _empty_inside()
    return target


def form_of(path: Path) -> str:
    """The form by what a file holds: one of `GivenFile`, or "zip" for any other zip. Raises UnreadableFile."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_ZIP) and zipfile.is_zipfile(path):
        return _package_form(path)
    if head.startswith(b"PK\x03\x04"):
        raise corrupt()
    if head.startswith(_OLE):
        return _compound_form(path.read_bytes())
    encoding = next((encoding for bom, encoding in _BOMS if head.startswith(bom)), "utf-8")
    text = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n").lower()
    if not text.startswith(_MARKUP):
        return "csv"
    return "xml" if _SPREADSHEETML in text and "<html" not in text else "html"


def _package_form(path: Path) -> str:
    with open_zip(path) as file:
        package = Package(file, Budget(MAX_WORKBOOK_BYTES))
        try:
            if any(entry.flag_bits & 1 for entry in file.infolist()) or is_encrypted(package):
                raise password_protected()
            if is_workbook(package):
                return "xlsx"
            if is_ods(package):
                return "ods"
        except _BROKEN as error:
            raise error if isinstance(error, UnreadableFile) else corrupt() from error
        if package.found("[content_types].xml") or package.found("mimetype"):
            raise UnreadableFile(
                _("这是别的文档(例如 Word、.xlsb)，不是能读的表格。请用 Excel 或 WPS 另存为 .xlsx 后再上传。")
            )
    return "zip"


def _compound_form(data: bytes) -> str:
    try:
        streams = ole_streams(data)
    except _BROKEN as error:
        raise corrupt() from error
    if "EncryptedPackage" in streams:
        raise password_protected()
    if not {"Workbook", "Book"} & streams.keys():
        raise UnreadableFile(
            _("这是别的 Office 文档，或已损坏，不是 Excel 工作簿。请用 Excel 或 WPS 另存为 .xlsx 后再上传。")
        )
    return "xls"
