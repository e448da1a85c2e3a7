"""The list of mutants, where each lies in the source, and which tests must kill it.

A mutant is found by its text and a test by its name, not by the path of either: both may move. Blanks
are folded, so that a line may be indented or broken otherwise.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
LIST = Path(__file__).parent / "mutants.toml"
PLACES = {"zhiping": "*.py", "pages": "*.py", "queries": "*.sql"}
_TOKEN = re.compile(r"\w+|[^\w\s]")
# `file::function[case]`, `function[case]`, or `file`: a word is a file's where a file has that name.
_TEST = re.compile(r"(?:(?P<file>\w+)::)?(?P<name>\w+)(?P<case>\[.+\])?")


class Unfindable(LookupError):
    """The text of a mutant, or a test that it names, is not there, or not once."""


@dataclass(frozen=True)
class Mutant:
    """One fault: `find` becomes `replace`, and at least one of `tests` must fail. `kind`: what sort of fault."""

    id: str
    kind: str
    find: str
    replace: str
    tests: tuple[str, ...]


def mutants() -> tuple[Mutant, ...]:
    """The mutants of mutants.toml, in its order."""
    listed = tomllib.loads(LIST.read_text("utf-8"))["mutant"]
    return tuple(Mutant(**{**one, "tests": tuple(one["tests"])}) for one in listed)


def sources(root: Path) -> dict[Path, str]:
    """The text of every file below `root` in which a mutant may lie."""
    files = [file for folder, ending in PLACES.items() for file in sorted((root / folder).rglob(ending))]
    return {file: file.read_text("utf-8") for file in files}


def pattern(find: str) -> re.Pattern[str]:
    """What finds the text of a mutant however its blanks are: some between two words, elsewhere any or none."""
    tokens = _TOKEN.findall(find)
    written = re.escape(tokens[0])
    for before, after in zip(tokens, tokens[1:], strict=False):
        are_words = before[-1].isidentifier() or before[-1].isdecimal()
        are_words &= after[0].isidentifier() or after[0].isdecimal()
        written += (r"\s+" if are_words else r"\s*") + re.escape(after)
    return re.compile(written)


def mutated(mutant: Mutant, texts: Mapping[Path, str]) -> tuple[Path, str]:
    """The file in which a mutant lies and its text with the fault. Raises Unfindable."""
    sought = pattern(mutant.find)
    found = [(file, match) for file, text in texts.items() for match in sought.finditer(text)]
    if len(found) != 1:
        where = ", ".join(sorted({file.name for file, _match in found}))
        raise Unfindable(f"{mutant.id}: found {len(found)} times {where}".strip())
    file, match = found[0]
    return file, texts[file][: match.start()] + mutant.replace + texts[file][match.end() :]


def texts_of_tests(root: Path) -> dict[Path, str]:
    """The text of every file of tests below `root`."""
    return {file: file.read_text("utf-8") for file in sorted((root / "tests").rglob("test_*.py"))}


def node_ids(test: str, texts: Mapping[Path, str], root: Path) -> list[str]:
    """What pytest calls a test of the list; several where several files have that name. Raises Unfindable."""
    parts = _TEST.fullmatch(test)
    if parts is None:
        raise Unfindable(f"{test}: no name of a test")
    file, name, case = parts["file"], parts["name"], parts["case"] or ""
    files = [path for path in texts if path.stem == (file or name)]
    found = [str(path.relative_to(root)) for path in files]
    if file or not files:
        among = [path for path in (files if file else texts) if f"\ndef {name}(" in f"\n{texts[path]}"]
        found = [f"{path.relative_to(root)}::{name}{case}" for path in among]
    if not found:
        raise Unfindable(f"{test}: no such test")
    return found
