"""The contracts that keep systems apart break when an arrow is drawn."""

import pytest
from grimp import ImportGraph

from tests.systems_apart import SYSTEMS, SystemsApart, system_of


@pytest.mark.parametrize(
    ("module", "system"),
    [
        ("zhiping.ui.tickets.figures", "tickets"),
        ("zhiping.contracts.station_people", "stations"),
        ("zhiping.demo.appraisal_tables", "appraisal"),
        ("zhiping.rules.appraisal.ranks", "appraisal"),
        ("pages.courtyards.map", "courtyards"),
        ("zhiping.ui.kit.page", ""),
        ("zhiping.ui.upload.taking", ""),
        ("zhiping.contracts.areas", ""),
    ],
)
def test_a_module_belongs_to_its_system(module: str, system: str) -> None:
    assert system_of(module) == system


@pytest.mark.parametrize(
    ("importer", "imported", "is_kept"),
    [
        ("zhiping.ui.tickets.figures", "zhiping.ui.stations.load", False),
        ("zhiping.definitions.appraisal", "zhiping.definitions.courtyards", False),
        ("pages.stations.map", "zhiping.ui.courtyards.on_map", False),
        ("zhiping.ui.kit.filterbar", "zhiping.ui.stations.filters", False),
        ("zhiping.ui.overview.cards", "zhiping.ui.appraisal", False),
        ("zhiping.ui.kit.filterbar", "zhiping.contracts.tickets", False),
        ("zhiping.asking.run", "zhiping.rules.appraisal.ranks", False),
        ("zhiping.ui.stations.load", "zhiping.contracts.station_people", True),
        ("zhiping.ui.stations.load", "zhiping.ui.kit.view", True),
    ],
)
def test_an_arrow_between_systems_is_found(importer: str, imported: str, is_kept: bool) -> None:
    graph = ImportGraph()
    graph.add_import(importer=importer, imported=imported)
    contract = SystemsApart("apart", {}, {"name": "apart", "type": "systems_apart"})
    assert contract.check(graph, verbose=False).kept is is_kept


def test_the_systems_are_found() -> None:
    assert len(SYSTEMS) >= 4
