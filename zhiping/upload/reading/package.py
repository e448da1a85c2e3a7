"""A workbook's zip file: its parts found by tolerant names, unpacked within the budget."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from zhiping.upload.reading.budget import Budget
from zhiping.upload.reading.texttable import UnreadableFile, corrupt
from zhiping.words import _

_CHUNK = 1 << 20
_MAX_TREE = 8 << 20  # of styles and lists of sheets, which no office program writes larger


class Package:
    """The parts of a zip file. Programs write backslashes, other letter cases and other folders: all are found."""

    def __init__(self, file: zipfile.ZipFile, budget: Budget) -> None:
        self._file, self.budget = file, budget
        self._parts = {_plain(entry.filename): entry for entry in file.infolist() if not entry.is_dir()}

    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def found(self, name: str) -> str | None:
        """The part of that name, or the only one that ends with its last part; None where there is none."""
        plain = _plain(name)
        if plain in self._parts:
            return plain
        last = PurePosixPath(plain).name
        alike = [part for part in self._parts if PurePosixPath(part).name == last]
        return alike[0] if len(alike) == 1 else None

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, counted as they come. Raises UnreadableFile where they are too many."""
        yield from content_of(self._file, self._parts[part], self.budget)

    def bytes_of(self, part: str) -> bytes:
        return b"".join(self.chunks(part))

    def tree(self, part: str) -> ElementTree.Element:
        """The XML of a part. Raises ParseError, and UnreadableFile where it declares entities."""
        if self._parts[part].file_size > _MAX_TREE:
            raise corrupt()
        xml = self.bytes_of(part)
        check_no_entities(xml)
        return ElementTree.fromstring(xml)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """id -> (kind, part) of what a part refers to; those that are there."""
        path = PurePosixPath(part)
        name = self.found(str(path.parent / "_rels" / f"{path.name}.rels"))
        if name is None:
            return {}
        found = {}
        for relation in self.tree(name):
            target = relation.get("Target", "").replace("\\", "/")
            place = PurePosixPath("/") / path.parent / target
            there = self.found(_resolved(place))
            if there is not None and relation.get("TargetMode") != "External":
                found[relation.get("Id", "")] = relation.get("Type", "").rpartition("/")[2], there
        return found


def content_of(file: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> Iterator[bytes]:
    """The bytes of a file in a zip, counted as they come. Raises UnreadableFile where they are too many."""
    with file.open(entry) as content:
        while chunk := content.read(_CHUNK):
            budget.take_bytes(len(chunk))
            yield chunk


@contextmanager
def open_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Raises UnreadableFile where the zip is broken."""
    with path.open("rb") as content:  # closed here, whoever still reads a part
        try:
            file = zipfile.ZipFile(content)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise corrupt() from error
        # Reading where the first lie would look like a bad disk; of the second the library cannot tell whether it is a folder.
        if any(entry.header_offset < 0 or not entry.filename for entry in file.infolist()):
            raise corrupt()
        yield file


def check_no_entities(xml: bytes) -> None:
    """Refuse XML that declares entities: no office program does, and they can grow without end."""
    head = xml[:4096].replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise UnreadableFile(
            _("文件里有表格软件不会写的实体声明，系统不读。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。")
        )


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _resolved(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts[1:]:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
