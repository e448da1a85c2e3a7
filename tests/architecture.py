"""`python -m tests.architecture`: draws the imports of the product into docs/architecture.md."""

from collections.abc import Mapping
from functools import cache

import grimp

from tests.systems_apart import SYSTEMS
from zhiping.settings import PROJECT

DOCUMENT = PROJECT / "docs" / "architecture.md"
BEGIN, END = "<!-- imports: made by `make docs` -->", "<!-- end of imports -->"
UI = "zhiping.ui"


def _box(module: str) -> str:
    """The box in which a module is drawn: its part of the product, on screen the part of zhiping/ui."""
    parts = module.split(".")
    if parts[0] == "pages":
        return "pages"
    if module.startswith(f"{UI}."):
        return "ui/<system>" if parts[2] in SYSTEMS else f"ui/{parts[2]}"
    return parts[1] if len(parts) > 1 and module != UI else ""


@cache
def imports() -> Mapping[str, frozenset[str]]:
    """Box -> the boxes that its modules import directly."""
    graph = grimp.build_graph("zhiping", "pages")
    found: dict[str, set[str]] = {}
    for importer in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            pair = _box(importer), _box(imported)
            if all(pair) and pair[0] != pair[1] and pair[0] != "__main__":
                found.setdefault(pair[0], set()).add(pair[1])
                found.setdefault(pair[1], set())
    return {box: frozenset(below) for box, below in found.items()}


def _reached(box: str, below: Mapping[str, frozenset[str]]) -> set[str]:
    found: set[str] = set()
    left = [*below[box]]
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left += below[one]
    return found


def picture() -> str:
    """The imports as a Mermaid flowchart. An arrow that a longer way implies is left out: layers only reach down."""
    below = imports()
    lines = ["```mermaid", "flowchart TD"]
    names = {box: box.replace("/", "_").strip(">").replace("<", "") for box in sorted(below)}
    lines += [f'    {name}["{box.replace("<", "#lt;").replace(">", "#gt;")}"]' for box, name in names.items()]
    for box in sorted(below):
        implied = set().union(*(_reached(one, below) for one in below[box]))
        lines += [f"    {names[box]} --> {names[one]}" for one in sorted(below[box] - implied)]
    return "\n".join([*lines, "```"])


def drawn(text: str) -> str:
    """The document with the picture of today between its marks."""
    head, rest = text.split(BEGIN)
    _old, tail = rest.split(END)
    return f"{head}{BEGIN}\n{picture()}\n{END}{tail}"


if __name__ == "__main__":
    DOCUMENT.write_text(drawn(DOCUMENT.read_text("utf-8")), "utf-8")
