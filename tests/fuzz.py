"""`make fuzz`: atheris on the reading and checking of files; any traceback but a refusal, or ten seconds, is a fault.

    python -m tests.fuzz [SECONDS]   (600; what it finds lies in build/fuzz, and is tried first the next time)

Seeds are the sheets of the tests. A zip is changed inside its members, since a changed zip is only a broken one.
"""

import io
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import atheris  # type: ignore[import-untyped]  # `make fuzz` has it

with atheris.instrument_imports(include=["zhiping.upload"]):
    from zhiping.upload.checking.check import Options, check
    from zhiping.upload.chosen_sheets import chosen
    from zhiping.upload.matching import MatchError, known_labels_of
    from zhiping.upload.reading.files import text_tables
    from zhiping.upload.reading.texttable import UnreadableFile
    from zhiping.upload.wishes import Wishes

import duckdb

from tests.sheets.outcomes import NOW, areas, cases
from tests.sheets.sheet import WRITERS
from tests.upload.reading.test_hostile import REFUSED
from tests.upload.reading.test_read import FORMS_OF_LINES

FOLDER = Path("build/fuzz")
_MOST_SEED, _MOST_BYTES = 40_000, 60_000
_ZIP = b"PK\x03\x04"
_AREAS = areas()
_DATASETS = tuple({case.dataset.name: case.dataset for case in cases(0)}.values())


def seeds() -> Iterator[bytes]:
    """Files that the tests read and refuse, and one of every habit of an office."""
    yield from (text.encode() for text in FORMS_OF_LINES)
    yield from (content for content, _reason in REFUSED.values() if len(content) <= _MOST_SEED)
    for case in cases(1):
        yield WRITERS[case.form](case.sheet())


def take_in(content: bytes) -> None:
    """Read and check a file, as a clerk's is; what is refused is right."""
    dataset = _DATASETS[zlib.crc32(content[:64]) % len(_DATASETS)]
    with TemporaryDirectory() as name, duckdb.connect(config={"threads": 1}) as con:
        path = Path(name) / "upload"
        path.write_bytes(content)
        try:
            source, tables = text_tables(con, path, known=known_labels_of(dataset))
            parts = chosen(con, tables, dataset, Wishes(), source.refused).parts
            check(con, parts, dataset, Options(), areas=_AREAS, scope="15", now=NOW)
        except (UnreadableFile, MatchError):
            return
        except BaseException:
            (FOLDER / "fault").write_bytes(content)
            raise


def changed(content: bytes, most: int, seed: int) -> bytes:
    """`content` changed somewhere: of a zip one member, its sums made right again."""
    if not content.startswith(_ZIP):
        return bytes(atheris.Mutate(content, most))
    rng = Random(seed)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, OSError):
        return bytes(atheris.Mutate(content, most))
    if not members or rng.random() < 0.05:
        return bytes(atheris.Mutate(content, most))
    name = rng.choice(sorted(members))
    members[name] = bytes(atheris.Mutate(members[name], most))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for member, data in members.items():
            package.writestr(member, data)
    return made.getvalue() if len(made.getvalue()) <= most else content


def main() -> None:
    """Try until the time is over; the first fault ends it with its traceback and its file in FOLDER."""
    found, given = FOLDER / "found", FOLDER / "seeds"
    for folder in (found, given):
        folder.mkdir(parents=True, exist_ok=True)
    for content in seeds():
        (given / f"{zlib.crc32(content):08x}").write_bytes(content)
    options = (
        f"-max_total_time={sys.argv[1] if len(sys.argv) > 1 else 600}",
        f"-max_len={_MOST_BYTES}",
        "-timeout=10",
        "-rss_limit_mb=2048",
        f"-artifact_prefix={FOLDER}/",
    )
    atheris.Setup([sys.argv[0], *options, str(found), str(given)], take_in, custom_mutator=changed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
