"""What the code imports and `make` calls is asked for directly, in the list of who needs it, with a reason."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points, packages_distributions
from pathlib import Path

import pytest

from tests.supply import is_permissive, licence_of, pinned
from zhiping.settings import PROJECT

DIRECT, IN_TURN = "# Asked for directly:", "# What those need in turn:"
PRODUCT, DEVELOPMENT = PROJECT / "requirements.txt", PROJECT / "requirements-dev.txt"
RIVALS = PROJECT / "bench" / "peers" / "requirements.txt"  # has an environment of its own
RIVALS_CODE = PROJECT / "bench" / "peers" / "rivals"
PRODUCT_CODE, DEVELOPMENT_CODE = ("app.py", "zhiping", "pages"), ("tests", "bench", "data")
# What bench and tests start by themselves: asked for below by name rather than by import.
PLUGINS = {"pytest-xdist"}


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()


def _pins(path: Path, section: str | None = None) -> dict[str, str]:
    """Package -> its line, of the whole file or of one section."""
    text = path.read_text("utf-8")
    if section:
        text = text.split(f"{section}\n", 1)[1].split("\n\n", 1)[0]
    lines = [line for line in text.splitlines() if "==" in line]
    return {_key(re.split(r"==|\[", line)[0]): line for line in lines}


def _files(parts: tuple[str, ...]) -> Iterator[Path]:
    for part in parts:
        path = PROJECT / part
        found = [path] if path.is_file() else sorted(path.rglob("*.py"))
        yield from (one for one in found if path == RIVALS_CODE or RIVALS_CODE not in one.parents)


def _packages_imported(parts: tuple[str, ...]) -> dict[str, str]:
    """Package -> a file that imports it, of all that are neither the standard library's nor our own."""
    packages: dict[str, str] = {}
    packages_of = packages_distributions()  # reads every package installed
    for path in _files(parts):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for top in {name.split(".")[0] for name in names} - sys.stdlib_module_names:
                if not (PROJECT / top).exists() and not (PROJECT / f"{top}.py").exists():
                    (package,) = set(packages_of.get(top, [top]))
                    packages[_key(package)] = str(path.relative_to(PROJECT))
    return packages


def _packages_called() -> set[str]:
    """The packages whose commands the Makefile calls, beside python itself."""
    commands = set(re.findall(r"\$\(BIN\)/([\w-]+)", (PROJECT / "Makefile").read_text("utf-8")))
    commands -= {"python", "pip"}
    owners = {one.name: _key(one.dist.name) for one in entry_points(group="console_scripts") if one.dist}
    return {owners.get(command, command) for command in commands}  # ruff is a program without an entry point


def _packages_apart() -> set[str]:
    """What one command of the Makefile installs for itself alone."""
    return set(re.findall(r"([\w-]+)==", (PROJECT / "Makefile").read_text("utf-8")))


def test_what_the_product_imports_is_asked_for_directly() -> None:
    missing = _packages_imported(PRODUCT_CODE).keys() - _pins(PRODUCT, DIRECT).keys()
    assert missing == set()


def test_what_the_product_does_not_import_is_not_asked_for_directly() -> None:
    assert _pins(PRODUCT, DIRECT).keys() - _packages_imported(PRODUCT_CODE).keys() == set()


def test_what_tests_benches_and_make_need_is_asked_for_directly() -> None:
    needed = _packages_imported(DEVELOPMENT_CODE).keys() | _packages_called() | PLUGINS
    elsewhere = _pins(PRODUCT, DIRECT).keys() | _packages_apart()
    assert needed - elsewhere == _pins(DEVELOPMENT, DIRECT).keys()
    rivals = _packages_imported((str(RIVALS_CODE.relative_to(PROJECT)),)).keys()
    assert rivals - needed - elsewhere - _pins(RIVALS).keys() == set()


def test_every_direct_package_has_its_reason() -> None:
    pins = _pins(PRODUCT, DIRECT) | _pins(DEVELOPMENT, DIRECT)
    assert [line for line in pins.values() if not re.search(r"==\S+ +# \S", line)] == []


@pytest.mark.parametrize("path", [DEVELOPMENT, RIVALS], ids=["development", "rivals"])
def test_a_package_of_two_lists_has_one_version(path: Path) -> None:
    product, other = _pins(PRODUCT), _pins(path)
    for name in product.keys() & other.keys():
        assert product[name].split()[0] == other[name].split()[0]


def test_the_readme_names_the_driver_that_is_tested() -> None:
    named = dict(re.findall(r"\b(psycopg[\w-]*)==([\d.]+)", (PROJECT / "README.md").read_text("utf-8")))
    pins = _pins(DEVELOPMENT)
    assert named == {name: pins[name].split()[0].split("==")[1] for name in ("psycopg", "psycopg-binary")}


def test_no_package_stands_twice_in_a_list() -> None:
    for path in (PRODUCT, DEVELOPMENT):
        assert _pins(path, DIRECT).keys() & _pins(path, IN_TURN).keys() == set()


@pytest.mark.parametrize("path", [PRODUCT, DEVELOPMENT], ids=lambda path: path.stem)
def test_what_is_installed_is_what_is_pinned_and_every_file_of_it_is_known_by_its_hash(path: Path) -> None:
    parts = re.split(r"(?m)^(?=[A-Za-z0-9])", path.with_suffix(".lock").read_text("utf-8"))
    locked = {
        (_key(found[1]), found[2]): re.findall(r"--hash=sha256:[0-9a-f]{64}", part)
        for part in parts
        if (found := re.match(r"([\w.-]+)(?:\[\w+\])?==([^\s;]+)( ; sys_platform == 'win32')?", part))
        and not found[3]
    }
    pins = _pins(path) | (_pins(PRODUCT) if path == DEVELOPMENT else {})
    written = {(re.sub(r"\[\w+\]", "", name), line.split()[0].split("==")[1]) for name, line in pins.items()}
    assert {key for key in locked if key[0] != "colorama" or path == DEVELOPMENT} == written, (
        "run `make lock`"
    )
    assert all(locked.values())


def test_what_the_bench_compares_with_is_locked_too() -> None:
    parts = re.split(r"(?m)^(?=[A-Za-z0-9])", RIVALS.with_suffix(".lock").read_text("utf-8"))
    locked = {part.split()[0]: part for part in parts if part}
    assert {line.split()[0] for line in _pins(RIVALS).values()} <= locked.keys(), "run `make lock`"
    assert all("--hash=sha256:" in part for part in locked.values())


def test_the_product_may_be_used_without_owing_more_than_notices() -> None:
    assert [name for name in pinned(PRODUCT) if not is_permissive(licence_of(name))] == []
    assert not is_permissive("GPL-3.0-only")
    assert not is_permissive("MIT AND GPL-3.0-only")
    assert not is_permissive("")
