"""The stores of the hand-made appraisals (see appraised.py), each filled once: tests only read them."""

import pytest

from tests.publishing import published
from tests.queries.appraisal.appraised import FILES, SPECIAL_FILES
from tests.queries.conftest import DATA_AT, WORKED, OpenedStore
from zhiping.store.publishing import Store


@pytest.fixture(scope="session")
def store(opened_store: OpenedStore) -> Store:
    store = opened_store("appraisal")
    published(store, "areas", WORKED / "areas.csv", as_of=DATA_AT)
    for name in FILES:
        published(store, name, WORKED / f"{name}.csv", area="150105", as_of=DATA_AT)
    return store


@pytest.fixture(scope="session")
def empty(opened_store: OpenedStore) -> Store:
    return opened_store("no-appraisal")


@pytest.fixture(scope="session")
def special(opened_store: OpenedStore, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """What the hand-made files leave out.

    组: a city and one of its districts appraise a group of the same name; X1 lies in another city, and
    nobody appraises 另组. The other groups have odd schemes; A, B and C were talked to.
    """
    store, folder = opened_store("special"), tmp_path_factory.mktemp("special-files")
    for name, text in SPECIAL_FILES.items():
        file = folder / f"{name}.csv"
        file.write_text(text, "utf-8")
        published(store, name, file, as_of=DATA_AT)
    return store
