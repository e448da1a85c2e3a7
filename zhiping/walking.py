"""Walking: what a folder of the product holds, so that a system's new file is enough."""

import pkgutil
from collections.abc import Container, Iterable
from importlib import import_module
from types import ModuleType


def modules_of(package: str, path: Iterable[str], *, but: Container[str] = ()) -> list[ModuleType]:
    """The modules right below a package, by name. `path`: its `__path__`; `but`: names to leave out."""
    names = sorted(module.name for module in pkgutil.iter_modules(path))
    return [import_module(f"{package}.{name}") for name in names if name not in but]
