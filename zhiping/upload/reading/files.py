"""A clerk's file -> text tables: the form by content, then csvtext or sheets.

Nothing is typed or matched here. What cannot be read for certain is refused with one sentence.
"""

import gzip
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import ParseError

import duckdb

from zhiping.store.disk import reason_of
from zhiping.store.durable import hash_of
from zhiping.store.errors import StoreUnusable
from zhiping.upload.reading.budget import MAX_BYTES, MAX_WORKBOOK_BYTES, Budget, too_large
from zhiping.upload.reading.csvtext import csv_table
from zhiping.upload.reading.headers import Sought
from zhiping.upload.reading.markup import html_sheets, spreadsheetml_sheets
from zhiping.upload.reading.ods import is_encrypted, is_ods, ods_sheets
from zhiping.upload.reading.ole import ole_streams
from zhiping.upload.reading.package import Package, open_zip
from zhiping.upload.reading.sheets import sheet_tables
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
    sheet: str | None = None,
    known: Iterable[str] = (),
    header_row: int | None = None,
) -> tuple[GivenFile, list[TextTable]]:
    """Read `path` into temp tables of `con`: one for a CSV, one for each visible sheet with data.

    `name` is the clerk's name for the file, `sheet` picks one sheet, `header_row` the row of the header, `known` are labels that it
    may have; they help to find it. Work files go into `scratch` (default: the system's), which `con` must be
    able to read: an engine of a store reads nothing outside it. Raises UnreadableFile, and StoreUnusable where there
    is no room for them; nothing stays in `con` then.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile(_("文件是空的(0 字节)，可能没有传完。请检查原文件后重新上传。"))
    if size > MAX_BYTES:
        raise too_large(MAX_BYTES)
    sha256 = hash_of(path)
    try:
        with TemporaryDirectory(prefix="zhiping-", dir=scratch) as folder:
            plain, form = _plain_file(path, Path(folder))
            sought = Sought(known_labels(known), header_row)
            encoding = delimiter = None
            if form == "csv":
                encoding, delimiter, table = csv_table(con, plain, Path(folder), sought)
                tables = [table]
            else:
                tables = _workbook_tables(con, plain, form, sheet, sought)
    except OSError as error:
        sentence = _("文件没有读完（{reason}），什么都没有发布。请检查磁盘空间后再试。")
        raise StoreUnusable(sentence.format(reason=reason_of(error))) from error
    return GivenFile(name or path.name, sha256, size, form, encoding, delimiter), tables


def _workbook_tables(
    con: duckdb.DuckDBPyConnection, path: Path, form: str, sheet: str | None, sought: Sought
) -> list[TextTable]:
    budget = Budget(MAX_WORKBOOK_BYTES)
    try:
        match form:
            case "xls":
                return sheet_tables(con, xls_sheets(path, budget), sheet, sought)
            case "xml":
                return sheet_tables(con, spreadsheetml_sheets(path, budget), sheet, sought)
            case "html":
                return sheet_tables(con, html_sheets(path, text_encoding(path), budget), sheet, sought)
        with open_zip(path) as file:
            package = Package(file, budget)
            sheets = ods_sheets(package) if form == "ods" else xlsx_sheets(package)
            return sheet_tables(con, sheets, sheet, sought)
    except UnreadableFile:
        raise
    except _BROKEN as error:
        raise corrupt() from error


def _plain_file(path: Path, folder: Path) -> tuple[Path, str]:
    """The table itself and its form (see `GivenFile`), taken out of a gzip or of a zip that holds nothing else."""
    plain = _unpacked(path, folder)
    form = _form(plain)
    if form == "zip":
        plain = _only_file(plain, folder)
        form = _form(plain)
    if form == "zip":
        raise UnreadableFile(_("压缩包里还是压缩包。请解压后上传里面的表格文件。"))
    return plain, form


def _only_file(path: Path, folder: Path) -> Path:
    target = folder / "only"
    with open_zip(path) as file:
        package = Package(file, Budget(MAX_BYTES))
        found = [name for name in package.names() if not _is_litter(PurePosixPath(name))]
        if len(found) != 1:
            raise UnreadableFile(
                _("压缩包里有 {n} 个文件，不能确定读哪一个。请解压后上传其中的表格文件。").format(
                    n=len(found)
                )
            )
        try:
            with target.open("wb") as unpacked:
                unpacked.writelines(package.chunks(found[0]))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise corrupt() from error
    if not target.stat().st_size:
        raise _empty_inside()
    return target


def _is_litter(name: PurePosixPath) -> bool:
    """What systems put beside the files of a zip."""
    return "__macosx" in name.parts or name.name.startswith(".") or name.name in {"thumbs.db", "desktop.ini"}


def _empty_inside() -> UnreadableFile:
    return UnreadableFile(_("压缩文件里的内容是空的(0 字节)。请检查原文件后重新上传。"))


def _unpacked(path: Path, folder: Path) -> Path:
    """`path` itself, or what a gzip holds, up to MAX_BYTES."""
    with path.open("rb") as file:
        if file.read(2) != _GZIP:
            return path
    target, written = folder / "unpacked", 0
    try:
        with gzip.open(path) as packed, target.open("wb") as unpacked:
            while chunk := packed.read(_MEBIBYTE):
                written += len(chunk)
                if written > MAX_BYTES:
                    raise too_large(MAX_BYTES)
                unpacked.write(chunk)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(
            _("这个 .gz 压缩文件解不开，可能没有传完或已损坏。请解压后上传里面的文件。")
        ) from error
    if not written:
        raise _empty_inside()
    return target


def _form(path: Path) -> str:
    """The form by what the file holds: one of `GivenFile`, or "zip" for any other zip. Raises UnreadableFile."""
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
