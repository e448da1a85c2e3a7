"""The contracts, found by walking this folder: a new system's file is enough."""

from zhiping.contracts.kinds import Dataset, System
from zhiping.walking import modules_of

_MODULES = modules_of(__name__, __path__)

DATASETS: dict[str, Dataset] = {
    dataset.name: dataset for module in _MODULES for dataset in getattr(module, "DATASETS", ())
}
SYSTEMS: dict[str, System] = {
    module.SYSTEM.name: module.SYSTEM for module in _MODULES if hasattr(module, "SYSTEM")
}
