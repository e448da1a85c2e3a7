"""XML of a workbook's large parts as plain UTF-8 pieces, cut behind each closing tag: never held whole."""

import codecs
import re
from collections.abc import Iterable, Iterator

from zhiping.upload.reading.package import check_no_entities
from zhiping.upload.reading.texttable import corrupt

ATTRIBUTE = rb"\s++[\w:.-]++\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+')"
_ATTRIBUTES = re.compile(rb"\s([\w.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*encoding=[\"']([\w-]+)[\"']")
_ROOT = re.compile(rb"<(?![?!])(?:([\w.-]+):)?\w")
_SPECIAL = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ENTITY = re.compile(rb"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_MOST_OPEN = 64 << 20  # of one row, one shared text, or of all that stands behind the last
_NAMED = {b"amp": "&", b"lt": "<", b"gt": ">", b"quot": '"', b"apos": "'"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Pieces:
    """Lists of pieces of a part, each up to a closing tag of `element` (left out); `rest` is what is behind the last.

    `prefix`: what stands before the names of elements (b"" or b"x:"). Comments are left out, CDATA is plain text.
    """

    def __init__(self, chunks: Iterable[bytes], element: bytes) -> None:
        self._stream = utf8(chunks)
        self.rest = next(self._stream, b"")
        self.prefix = prefix_of(self.rest)
        self._closing = b"</" + self.prefix + element + b">"

    def __iter__(self) -> Iterator[list[bytes]]:
        while True:
            held = b""
            if b"<!" in self.rest:
                self.rest, held = _without_special(self.rest)
            *pieces, self.rest = self.rest.split(self._closing)
            if pieces:
                yield pieces
            self.rest += held
            if not (more := self._until_closed()):
                return
            self.rest += more

    def _until_closed(self) -> bytes:
        """What comes, to the next chunk in which an element closes: what is still open is not searched again with each.

        Raises UnreadableFile where one goes on and on.
        """
        chunks: list[bytes] = []
        end, size = self.rest, len(self.rest)
        for chunk in self._stream:
            chunks.append(chunk)
            size += len(chunk)
            if size > _MOST_OPEN:
                raise corrupt()
            end = end[-len(self._closing) :] + chunk
            if self._closing in end:
                break
        return b"".join(chunks)


def prefix_of(head: bytes) -> bytes:
    """What stands before the names of elements (b"" or b"x:") in XML that begins so. Raises UnreadableFile."""
    check_no_entities(head)
    root = _ROOT.search(head)
    if root is None:
        raise corrupt()
    return root[1] + b":" if root[1] else b""


def utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """XML in whatever encoding it declares, as UTF-8."""
    stream = iter(chunks)
    first = next(stream, b"")
    encoding = "utf-8"
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif declared := _DECLARED.search(first[:200]):
        encoding = declared[1].decode().lower()
    if encoding in {"utf-8", "utf8", "us-ascii"}:
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from stream
        return
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
    except LookupError as error:
        raise corrupt() from error
    yield decoder.decode(first).encode()
    for chunk in stream:
        yield decoder.decode(chunk).encode()


def _without_special(xml: bytes) -> tuple[bytes, bytes]:
    """`xml` without comments and CDATA, and what is held back: one that is still open at its end."""
    done = _SPECIAL.sub(lambda found: _escaped(found[1] or b""), xml)
    at = done.find(b"<!")
    return (done, b"") if at < 0 else (done[:at], done[at:])


def _escaped(text: bytes) -> bytes:
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def attributes(written: bytes) -> dict[str, str]:
    """The attributes of a tag, by their names without prefix."""
    found = _ATTRIBUTES.findall(written)
    return {name.decode(): text(double or single) for name, double, single in found}


def text(written: bytes) -> str:
    """What stands between two tags, XML's own entities read."""
    plain = _ENTITY.sub(_entity, written) if b"&" in written else written
    return plain.decode() if b"\xed" not in plain else _paired(plain.decode(errors="surrogatepass"))


def unescaped(written: str) -> str:
    """Text of a workbook, which writes a control letter as _x000D_ and a zero byte not at all."""
    if "_x" not in written:
        return written
    return _paired(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), written)).replace("\0", "")


def _paired(written: str) -> str:
    """Halves of letters beyond U+FFFF put together; one alone is a mark for something unreadable."""
    return written.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _entity(found: re.Match[bytes]) -> bytes:
    if found[3]:
        return _NAMED[found[3]].encode()
    number = int(found[1]) if found[1] else int(found[2], 16)
    return chr(number if 0 < number <= 0x10FFFF else 0xFFFD).encode(errors="surrogatepass")
