"""The contracts, found by walking this folder: a new system's file is enough."""

import pkgutil
from importlib import import_module

from zhiping.contracts.kinds import Dataset


def _datasets() -> dict[str, Dataset]:
    found: dict[str, Dataset] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        for dataset in getattr(import_module(f"{__name__}.{module.name}"), "DATASETS", ()):
            found[dataset.name] = dataset
    return found


DATASETS: dict[str, Dataset] = _datasets()
