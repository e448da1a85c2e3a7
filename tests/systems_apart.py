"""Contracts of import-linter that find the systems by walking, so that no list of them is kept.

A module belongs to a system by its folder or its file's name, in every layer: zhiping.rules.appraisal.ranks,
zhiping.contracts.station_people.
"""

from collections.abc import Iterable
from typing import Any, cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
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
    """Whether one module may not import the other: of another system, or of any from what is shared."""
    theirs = system_of(imported)
    return bool(theirs) and system_of(importer) != theirs


class SystemsApart(Contract):
    """No module of a system imports one of another, and nothing that is shared imports any.

    `allowed`: arrows that are not yet gone, "importer -> imported"; one that is gone breaks the contract.
    """

    type_name = "systems_apart"

    allowed = fields.SetField(subfield=fields.StringField(), required=False, default=set())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        found = {
            f"{importer} -> {imported}"
            for importer in graph.modules
            for imported in graph.find_modules_directly_imported_by(importer)
            if is_wrong(importer, imported)
        }
        allowed = set(cast("Iterable[str]", self.allowed))  # import-linter puts a value in the field's place
        wrong = sorted(found - allowed) + [f"no longer: {arrow}" for arrow in allowed - found]
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
