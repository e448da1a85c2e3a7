"""Several files given as one: packed into a zip, and taken out of one again."""

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from zhiping.upload.reading.budget import MAX_BYTES, Budget, check_files, too_large
from zhiping.upload.reading.package import content_of, open_zip
from zhiping.upload.reading.texttable import corrupt
from zhiping.words import _

_MOMENT = (1980, 1, 1, 0, 0, 0)  # of every file: the same files make the same zip, which is known again
_LEVEL = 1  # a workbook is packed already, and of text the first turn takes most


def pack(target: Path | IO[bytes], files: Iterable[tuple[str, bytes | Path]]) -> None:
    """Write `files`, by the names that their owner gave them, into the zip `target`; two of one name get a number."""
    taken: Counter[str] = Counter()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as package:
        for name, content in sorted(files, key=lambda file: file[0]):
            taken[name] += 1
            path = PurePosixPath(name)
            numbered = f"{path.stem}-{taken[name]}{path.suffix}" if taken[name] > 1 else name
            data = content if isinstance(content, bytes) else content.read_bytes()
            entry = zipfile.ZipInfo(numbered, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, data)


def packed_name(names: Iterable[str]) -> str:
    """What several files are called together: of the first of them."""
    first, *others = sorted(names)
    return _("{file}等{n}个文件.zip").format(file=PurePosixPath(first).stem, n=len(others) + 1)


@contextmanager
def as_one(files: Sequence[Path], scratch: Path) -> Iterator[tuple[Path, str]]:
    """One file and its name for these: itself, or a zip of several, which is there meanwhile. Raises UnreadableFile."""
    if len(files) == 1:
        yield files[0], files[0].name
        return
    check_files(len(files))
    if sum(file.stat().st_size for file in files) > MAX_BYTES:
        raise too_large(MAX_BYTES)
    with TemporaryDirectory(prefix="packed-", dir=scratch) as folder:
        pack(packed := Path(folder) / "packed", [(file.name, file) for file in files])
        yield packed, packed_name(file.name for file in files)


def member_names(path: Path) -> tuple[str, ...]:
    """The files in a zip, as their owner named them, without what systems put beside them. Raises UnreadableFile."""
    with open_zip(path) as package:
        return tuple(name for name, _entry in _members(package))


def unpacked(path: Path, folder: Path, budget: Budget) -> Iterator[tuple[str, Path]]:
    """Each file of a zip, by name, written into `folder` until the next is asked for. Raises UnreadableFile."""
    with open_zip(path) as package:
        for number, (name, entry) in enumerate(_members(package)):
            target = folder / f"member-{number}"
            try:
                with target.open("wb") as written:
                    written.writelines(content_of(package, entry, budget))
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
                raise corrupt() from error
            yield name, target
            target.unlink()


def _members(package: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    found = [(_name(entry), entry) for entry in package.infolist() if not entry.is_dir()]
    found = [(name, entry) for name, entry in found if not _is_litter(PurePosixPath(name.casefold()))]
    check_files(len(found))
    short = Counter(PurePosixPath(name).name for name, _entry in found)
    named = []
    taken: Counter[str] = Counter()
    for name, entry in sorted(found, key=lambda member: member[0]):
        told = PurePosixPath(name).name if short[PurePosixPath(name).name] == 1 else name
        taken[told] += 1
        named.append((f"{told}-{taken[told]}" if taken[told] > 1 else told, entry))
    return named


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as its writer had it: without the sign of UTF-8 it is in the code page of a Chinese Windows."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _is_litter(name: PurePosixPath) -> bool:
    """What systems put beside the files of a zip."""
    return (
        "__macosx" in name.parts
        or name.name.startswith((".", "~$"))
        or name.name in {"thumbs.db", "desktop.ini"}
    )
