"""The layout holds: what may lie where, and what no file may say."""

import ast
import re
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PAGES = sorted((PROJECT / "pages").rglob("*.py"))
QUERIES = sorted((PROJECT / "queries").rglob("*.sql"))
MODULES = sorted((PROJECT / "zhiping").rglob("*.py"))
SQL = re.compile(r"\bselect\b.+?\bfrom\b", re.IGNORECASE | re.DOTALL)
MACHINE_PATH = re.compile(rb"(?<![\w.}])/(?:work|root|tmp/x)/")
MACRO = re.compile(r"\bmacro (\w+)\(")
MOST_LINES = 300


def _name(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def _project_files() -> list[Path]:
    """The files that are, or will be, under version control."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    )
    files = [PROJECT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in files if path.is_file()]


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}: a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _is_for_pages(name: str) -> bool:
    top = name.split(".")[0]
    return (
        top == "streamlit"
        or top in sys.stdlib_module_names
        or name.startswith(("zhiping.ui.", "zhiping.words."))
        or name == "zhiping.contracts.kinds.Row"  # the type of what is drawn: nothing can be read with it
    )


def test_pages_lie_one_level_below_the_folder_of_pages() -> None:
    assert PAGES, "no page was found"
    assert [_name(page) for page in PAGES if len(page.relative_to(PROJECT / "pages").parts) != 2] == []


def test_pages_are_no_package() -> None:
    assert list((PROJECT / "pages").rglob("__init__.py")) == []


def test_a_page_holds_no_sql() -> None:
    assert [_name(page) for page in PAGES if SQL.search(page.read_text("utf-8"))] == []


def test_a_page_imports_what_draws_and_nothing_below() -> None:
    low = {_name(page): sorted(n for n in _imported(page) if not _is_for_pages(n)) for page in PAGES}
    assert {page: names for page, names in low.items() if names} == {}


def _is_explained(query: Path) -> bool:
    """Whether a query begins with a sentence, and says what one of its rows is; macros have none."""
    first, *rest = query.read_text("utf-8").splitlines()
    header = takewhile(lambda line: line.startswith("--"), rest)
    has_grain = "rules" in query.parts or any(line.startswith("-- One row per ") for line in header)
    return bool(re.match(r"-- \S.*", first)) and has_grain


def test_a_query_says_what_it_answers_and_what_a_row_is() -> None:
    assert [_name(query) for query in QUERIES if not _is_explained(query)] == []


def test_a_rule_file_is_named_after_its_macro() -> None:
    rules = [query for query in QUERIES if "rules" in query.parts]
    assert [_name(q) for q in rules if MACRO.findall(q.read_text("utf-8")) != [q.stem]] == []


def test_there_are_queries() -> None:
    assert QUERIES


def test_a_file_is_short_enough_to_read() -> None:
    lines = {_name(path): len(path.read_text("utf-8").splitlines()) for path in [*MODULES, *PAGES]}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_no_file_names_a_path_of_the_machine_it_was_made_on() -> None:
    assert [_name(path) for path in _project_files() if MACHINE_PATH.search(path.read_bytes())] == []


def test_nothing_is_called_after_no_purpose() -> None:
    vague = {"utils", "util", "helpers", "common", "manager", "misc"}
    assert [_name(path) for path in [*MODULES, *PAGES] if path.stem in vague] == []


def test_only_a_package_hands_on_names_and_only_of_its_own_modules() -> None:
    """Everything else is imported from where it lives: without `__all__` mypy refuses a name handed on."""
    handing = []
    for module in MODULES:
        tree = ast.parse(module.read_text("utf-8"))
        if any(isinstance(node, ast.Name) and node.id == "__all__" for node in ast.walk(tree)):
            package = ".".join(module.relative_to(PROJECT).parent.parts)
            if module.name != "__init__.py" or any(
                not name.startswith(f"{package}.") for name in _imported(module)
            ):
                handing.append(_name(module))
    assert handing == []


def test_a_row_is_defined_once() -> None:
    defining = [
        _name(path)
        for path in [*MODULES, *PAGES]
        if re.search(r"^Row\b.* = ", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert defining == ["zhiping/contracts/kinds.py"]
