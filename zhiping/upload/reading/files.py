"""A clerk's file -> text tables: the form by content, then csvtext or sheets.

Nothing is typed or matched here. What cannot be read for certain is refused with one sentence.
"""

import gzip
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import ParseError

import duckdb

from zhiping.store.disk import reason_of
from zhiping.store.durable import hash_of
from zhiping.store.errors import StoreUnusable
from zhiping.upload.reading.budget import MAX_BYTES, MAX_WORKBOOK_BYTES, Budget, too_large
from zhiping.upload.reading.csvtext import csv_table
from zhiping.upload.reading.package import Package, open_zip
from zhiping.upload.reading.sheets import sheet_tables
from zhiping.upload.reading.texttable import (
    GivenFile,
    TextTable,
    UnreadableFile,
    corrupt,
    known_labels,
    password_protected,
)
from zhiping.upload.reading.xls import ole_streams, xls_sheets
from zhiping.upload.reading.xlsx import is_workbook, xlsx_sheets
from zhiping.words import _

_MEBIBYTE = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_GZIP = b"\x1f\x8b"
_ZIP = b"PK"
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
_MARKUP = ("<!doctype", "<html", "<head", "<meta", "<table", "<style", "<?xml", "<!--")
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
) -> tuple[GivenFile, list[TextTable]]:
    """Read `path` into temp tables of `con`: one for a CSV, one for each visible sheet with data.

    `name` is the clerk's name for the file, `sheet` picks one sheet, `known` are labels that a header
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
            plain = _unpacked(path, Path(folder))
            form = _form(plain)
            labels = known_labels(known)
            encoding = delimiter = None
            if form == "csv":
                encoding, delimiter, table = csv_table(con, plain, Path(folder), labels)
                tables = [table]
            else:
                tables = _workbook_tables(con, plain, form, sheet, labels)
    except OSError as error:
        sentence = _("文件没有读完（{reason}），什么都没有发布。请检查磁盘空间后再试。")
        raise StoreUnusable(sentence.format(reason=reason_of(error))) from error
    return GivenFile(name or path.name, sha256, size, form, encoding, delimiter), tables


def _workbook_tables(
    con: duckdb.DuckDBPyConnection, path: Path, form: str, sheet: str | None, known: frozenset[str]
) -> list[TextTable]:
    budget = Budget(MAX_WORKBOOK_BYTES)
    try:
        if form == "xls":
            return sheet_tables(con, xls_sheets(path, budget), sheet, known)
        with open_zip(path) as file:
            return sheet_tables(con, xlsx_sheets(Package(file, budget)), sheet, known)
    except UnreadableFile:
        raise
    except _BROKEN as error:
        raise corrupt() from error


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
        raise UnreadableFile(_("压缩文件里的内容是空的(0 字节)。请检查原文件后重新上传。"))
    return target


def _form(path: Path) -> str:
    """The form, csv, xlsx or xls, by what the file holds. Raises UnreadableFile for anything else."""
    with path.open("rb") as file:
        head = file.read(1024)
    if head.startswith(_ZIP) and zipfile.is_zipfile(path):
        return _package_form(path)
    if head.startswith(b"PK\x03\x04"):
        raise corrupt()
    if head.startswith(_OLE):
        return _compound_form(path.read_bytes())
    encoding = next((encoding for bom, encoding in _BOMS if head.startswith(bom)), "utf-8")
    if head.decode(encoding, "replace").lstrip("\ufeff \t\r\n").lower().startswith(_MARKUP):
        raise UnreadableFile(
            _(
                "这个文件其实是网页(HTML)或 XML，只是扩展名像表格，系统不能可靠地读取。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"
            )
        )
    return "csv"


def _package_form(path: Path) -> str:
    with open_zip(path) as file:
        if any(entry.flag_bits & 1 for entry in file.infolist()):
            raise password_protected()
        try:
            is_xlsx = is_workbook(Package(file, Budget(MAX_WORKBOOK_BYTES)))
        except _BROKEN as error:
            raise corrupt() from error
    if not is_xlsx:
        raise UnreadableFile(
            _("这是压缩包或别的文档，不是 .xlsx 工作簿。请解压，或用 Excel、WPS 另存为 .xlsx 后再上传。")
        )
    return "xlsx"


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
