"""Which encoding a text file is written in: decided by strict decoding of the whole, never guessed."""

import codecs
import re
import struct
import unicodedata
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa

from zhiping.upload.reading.texttable import UnreadableFile
from zhiping.words import _

DELIMITERS = (",", "\t", ";", "|", "，")
_CHUNK = 1 << 20
_SAMPLE = 1 << 17
_CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")
_BROKEN_UTF8_PROOF = 2  # so many Chinese letters read well as UTF-8 do not happen by chance in GB18030
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def text_encoding(path: Path) -> str:
    """The encoding by which the whole of `path` decodes: BOM, then UTF-8, then GB18030; never a guess.

    Raises UnreadableFile where none does, or where the file is binary.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    marked = next((name for bom, name in _BOMS.items() if head.startswith(bom)), None)
    if marked is None and b"\0" in head:
        marked = _unmarked_utf16(head)
        if marked is None:
            raise _binary()
    if marked in {None, "utf-8-sig"} and _is_utf8(path):
        return marked or "utf-8"
    encoding = marked or "utf-8"
    failure = _decoding_failure(path, encoding)
    if failure and not failure.is_proof:
        encoding = "gb18030"
        failure = _decoding_failure(path, encoding)
    if failure is None:
        return encoding
    raise UnreadableFile(
        _(
            "文件从第 {row} 行起有无法识别的字符，文件可能已损坏，或不是 UTF-8、GB18030、UTF-16 编码。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"
        ).format(row=failure.line)
    )


def _is_utf8(path: Path) -> bool:
    """Whether the whole of `path` is UTF-8 without a NUL; told in a third of the time that decoding it takes."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            chunk += file.readline()  # so that no letter is cut in two
            if b"\0" in chunk:
                return False
            places = pa.py_buffer(struct.pack("=ii", 0, len(chunk)))
            try:
                pa.Array.from_buffers(pa.string(), 1, [None, places, pa.py_buffer(chunk)]).validate(full=True)
            except pa.ArrowInvalid:
                return False
    return True


@dataclass(frozen=True)
class _Failure:
    line: int
    is_proof: bool  # enough was read well before: the encoding is right and the file broken


def _decoding_failure(path: Path, encoding: str) -> _Failure | None:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    chinese, is_last = 0, False
    with path.open("rb") as file:
        while not is_last:
            chunk = file.read(_CHUNK)
            is_last = not chunk
            try:
                text = decoder.decode(chunk, is_last)
            except UnicodeDecodeError as error:
                read = bytes(error.object[: error.start]).decode(encoding, "replace")
                chinese += _chinese_letters(read)
                at = file.tell() - len(error.object) + error.start
                return _Failure(
                    _line_at(path, encoding, at), encoding != "utf-8" or chinese >= _BROKEN_UTF8_PROOF
                )
            if "\0" in text:
                raise _binary()
            if encoding == "utf-8" and chinese < _BROKEN_UTF8_PROOF and not text.isascii():
                chinese += _chinese_letters(text)
    return None


def _line_at(path: Path, encoding: str, at: int) -> int:
    """The line in which the byte `at` stands; what is before it decodes. Counted only where it is told."""
    decoder, line = codecs.getincrementaldecoder(encoding)("strict"), 1
    with path.open("rb") as file:
        while chunk := file.read(min(_CHUNK, at - file.tell())):
            line += decoder.decode(chunk).count("\n")
    return line


def _chinese_letters(text: str) -> int:
    """How many Chinese letters `text` has; counted no further than what is proof."""
    return sum(1 for _letter in islice(_CHINESE.finditer(text), _BROKEN_UTF8_PROOF))


def _unmarked_utf16(head: bytes) -> str | None:
    fitting = [name for name in ("utf-16-le", "utf-16-be") if _reads_as_text(head, name)]
    return fitting[0] if len(fitting) == 1 else None


def _reads_as_text(head: bytes, encoding: str) -> bool:
    try:
        text = codecs.getincrementaldecoder(encoding)("strict").decode(head)
    except UnicodeDecodeError:
        return False
    odd = {unicodedata.category(letter) for letter in set(text) - set("\t\r\n")} & {"Cc", "Cn", "Co", "Cs"}
    # Two bytes of another encoding may happen to look like one Chinese letter, seldom like a whole header.
    header, line_break, _rest = text.partition("\n")
    return not odd and bool(line_break) and any(delimiter in header for delimiter in DELIMITERS)


def _binary() -> UnreadableFile:
    return UnreadableFile(
        _("这不是表格文件，里面有二进制内容(空字符)，可能是别的文件改了扩展名。请上传 .xlsx、.xls 或 .csv。")
    )
