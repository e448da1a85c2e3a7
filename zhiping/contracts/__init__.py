"""The contracts, found by walking this folder: a new system's file is enough."""

import pkgutil
from importlib import import_module

from zhiping.contracts.kinds import Dataset, System

_MODULES = [
    import_module(f"{__name__}.{module.name}")
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name)
]

DATASETS: dict[str, Dataset] = {
    dataset.name: dataset for module in _MODULES for dataset in getattr(module, "DATASETS", ())
}
SYSTEMS: dict[str, System] = {
    module.SYSTEM.name: module.SYSTEM for module in _MODULES if hasattr(module, "SYSTEM")
}
