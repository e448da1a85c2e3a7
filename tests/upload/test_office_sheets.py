"""Sheets as offices make them: no cell is misread in silence, and what is plain is read exactly."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.effort import IS_WHOLE
from tests.sheets.outcomes import REFUSED, WRONG, Case, areas, cases, outcome
from tests.templates import copied, shipped
from zhiping.settings import settings_from
from zhiping.store.publishing import Store

_ALONE = list(cases(1))
_TRIED = list(cases(2)) if IS_WHOLE else _ALONE[:: max(1, len(_ALONE) // 25)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(
        settings_from({}, data=copied(tmp_path_factory, tmp_path_factory.mktemp("sheets") / "store", shipped))
    )
    yield opened
    opened.close()


@pytest.mark.parametrize("case", _TRIED, ids=str)
def test_no_cell_is_misread_in_silence_and_what_is_plain_is_not_refused(
    case: Case, store: Store, tmp_path: Path
) -> None:
    found = outcome(case, store, tmp_path, areas())
    assert not found.counts[WRONG], found.notes
    assert not found.counts["taken for data"] + found.counts[REFUSED], found.notes
