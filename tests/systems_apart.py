"""Contracts of import-linter that find the systems by walking, so that no list of them is kept.

A module belongs to a system by its folder or its file's name, in every layer: zhiping.rules.appraisal.ranks,
zhiping.contracts.station_people.
"""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output
from importlinter.contracts.layers import LayersContract

from zhiping.ui.kit.systems import cards

SYSTEMS = tuple(card.name for card in cards())


def system_of(module: str) -> str:
    """The system that a module belongs to; "" for what is shared."""
    for part in module.split("."):
        for system in SYSTEMS:
            if part == system or part.startswith(f"{system.removesuffix('s')}_"):
                return system
    return ""


def is_wrong(importer: str, imported: str) -> bool:
    """Whether one module may not import the other: of another system, or of any from what is shared on screen."""
    theirs = system_of(imported)
    if not theirs or system_of(importer) == theirs:
        return False
    # what is shared may read contracts, which filterbar does for the hours and days that two filters name
    return bool(system_of(importer)) or (importer + imported).count("zhiping.ui.") == 2


class SystemsApart(Contract):
    """No module of a system imports one of another, and nothing that is shared on screen imports any."""

    type_name = "systems_apart"

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        wrong = [
            f"{importer} -> {imported}"
            for importer in sorted(graph.modules)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if is_wrong(importer, imported)
        ]
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for arrow in check.metadata["wrong"]:
            output.print_error(arrow, bold=False)


class LayersWithSystems(LayersContract):
    """Layers in which `<systems>` stands for every system."""

    type_name = "layers_with_systems"

    def __init__(self, name: str, session_options: dict[str, Any], contract_options: dict[str, Any]) -> None:
        layers = [layer.replace("<systems>", " | ".join(SYSTEMS)) for layer in contract_options["layers"]]
        super().__init__(name, session_options, {**contract_options, "layers": layers})
