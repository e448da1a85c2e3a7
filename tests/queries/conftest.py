"""A small store of hand-made rows: every case once, so that a figure can be counted by hand."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.given import given
from tests.publishing import publish_texts, published
from tests.queries.planted import publish_planted
from tests.templates import Filling, copied
from zhiping.settings import settings_from
from zhiping.store.publishing import Store

WORKED = Path(__file__).parent / "worked"
DATA_AT = datetime(2025, 11, 4, 18)
NEIGHBOUR_DATA_AT = datetime(2025, 11, 3, 18)
OpenedStore = Callable[..., Store]


APPRAISAL = (
    "appraisal_schemes",
    "appraisal_units",
    "appraisal_indicators",
    "appraisal_values",
    "appraisal_people",
    "peer_ratings",
    "appraisal_outcomes",
    "rectifications",
)


def publish_given(store: Store) -> None:
    """The hand-made rows of the systems of tests/given: those of 150105."""
    publish_texts(store, given("WORKED") | given("STANDARDS"), area="150105", as_of=DATA_AT)


def publish_given_neighbour(store: Store) -> None:
    """The hand-made rows of the systems of tests/given: those of 150102, whose files end earlier."""
    publish_texts(store, given("NEIGHBOUR"), area="150102", as_of=NEIGHBOUR_DATA_AT)


def publish_worked(store: Store) -> None:
    """The hand-made rows of 150105, as uploads of their own; the last one of each system was a mistake and is undone."""
    _publish_tickets(store)
    _publish_courtyards(store)
    _publish_stations(store)
    for dataset in APPRAISAL:
        published(store, dataset, WORKED / f"{dataset}.csv", area="150105", as_of=DATA_AT)


def _publish_courtyards(store: Store) -> None:
    published(store, "areas", WORKED / "courtyards-areas.csv", as_of=DATA_AT)
    for dataset in ("courtyards", "courtyard_activities"):
        published(store, dataset, WORKED / f"{dataset}.csv", area="150105", as_of=DATA_AT)
    mistake = published(
        store,
        "courtyard_activities",
        WORKED / "courtyard_activities-undone.csv",
        area="150105",
        as_of=datetime(2025, 11, 6, 18),
    )
    store.undo(mistake.receipt, user="填报员", now=datetime(2025, 11, 6, 20))


def _publish_stations(store: Store) -> None:
    published(store, "areas", WORKED / "stations-areas.csv", as_of=DATA_AT)
    published(store, "holidays", WORKED / "holidays.csv", as_of=DATA_AT)
    for dataset in ("stations", "merchants", "workers", "redemptions"):
        as_of = datetime(2025, 11, 3, 18) if dataset == "workers" else DATA_AT
        published(store, dataset, WORKED / f"{dataset}.csv", area="150105", as_of=as_of)
    mistake = published(
        store,
        "redemptions",
        WORKED / "redemptions-undone.csv",
        area="150105",
        as_of=datetime(2025, 11, 6, 18),
    )
    store.undo(mistake.receipt, user="填报员", now=datetime(2025, 11, 6, 20))


def _publish_tickets(store: Store) -> None:
    published(store, "areas", WORKED / "areas.csv", as_of=DATA_AT)
    published(store, "ticket_limits", WORKED / "limits-of-2024.csv", as_of=DATA_AT)
    published(store, "tickets", WORKED / "tickets.csv", area="150105", as_of=DATA_AT)
    published(store, "ticket_pauses", WORKED / "pauses.csv", area="150105", as_of=DATA_AT)
    mistake = published(store, "tickets", WORKED / "tickets-undone.csv", area="150105", as_of=DATA_AT)
    store.undo(mistake.receipt, user="填报员", now=datetime(2025, 11, 4, 20))


def publish_neighbour(store: Store) -> None:
    """The hand-made rows of 150102, whose files lack 认领时间 and end earlier."""
    published(
        store,
        "tickets",
        WORKED / "tickets-without-claims.csv",
        area="150102",
        as_of=NEIGHBOUR_DATA_AT,
        is_demo=True,
    )
    published(
        store, "courtyards", WORKED / "courtyards-neighbour.csv", area="150102", as_of=NEIGHBOUR_DATA_AT
    )
    published(
        store,
        "courtyard_activities",
        WORKED / "courtyard_activities-neighbour.csv",
        area="150102001",
        as_of=datetime(2025, 10, 31, 18),
        is_demo=True,
    )
    for dataset in ("stations", "merchants", "workers"):
        file = WORKED / f"{dataset}-neighbour.csv"
        published(store, dataset, file, area="150102", as_of=NEIGHBOUR_DATA_AT)
    published(
        store,
        "redemptions",
        WORKED / "redemptions-neighbour.csv",
        area="150102",
        as_of=datetime(2025, 10, 31, 18),
        is_demo=True,
    )
    published(store, "published_figures", WORKED / "published_figures.csv", as_of=DATA_AT)


WORKED_FILLINGS = (publish_worked, publish_neighbour, publish_given, publish_given_neighbour)


@pytest.fixture(scope="session")
def opened_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenedStore]:
    """`opened_store("name", publish_worked)`: a store in a folder of its own that serves as a server's does.

    It is empty, or as functions have filled it one after the other; that is done once, and copied.
    """
    stores: list[Store] = []

    def opened(name: str, *fillings: Filling) -> Store:
        folder = tmp_path_factory.mktemp(name)
        if fillings:
            copied(tmp_path_factory, folder, *fillings)
        store = Store(settings_from({}, data=folder))
        stores.append(store)
        store.versions.serve()
        return store

    yield opened
    for store in stores:
        store.close()


@pytest.fixture(scope="session")
def worked_store(opened_store: OpenedStore) -> Store:
    """The hand-made rows of 150105 and of its neighbour."""
    return opened_store("worked", *WORKED_FILLINGS)


@pytest.fixture(scope="session")
def clean(opened_store: OpenedStore) -> Store:
    """The hand-made rows of 150105 alone. Tests only read it."""
    return opened_store("clean", publish_worked, publish_given)


@pytest.fixture(scope="session")
def planted(opened_store: OpenedStore) -> Store:
    """The hand-made rows of 150105, and beside them the planted ones of its neighbour. Tests only read it."""
    return opened_store("planted", publish_worked, publish_given, publish_planted)
