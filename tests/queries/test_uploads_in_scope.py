"""What a clerk with a scope is told of a file, and what it may take, must not hang on rows that lie elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.given import given
from tests.queries.conftest import DATA_AT, OpenedStore, publish_given, publish_worked
from tests.queries.planted import PLANTED_FILES, publish_planted
from zhiping.access.permissions import CLERK, PEOPLE, Access, NotAllowed, User, check_may_upload_dataset
from zhiping.contracts import DATASETS
from zhiping.store.publishing import Store
from zhiping.upload.intake import Intake

CLERK_HERE = Access(User("赛罕区填报员", frozenset({CLERK, PEOPLE}), "150105"))
PLANTED = PLANTED_FILES | given("PLANTED")


def is_theirs(name: str) -> bool:
    try:
        check_may_upload_dataset(CLERK_HERE.user, DATASETS[name])
    except NotAllowed:
        return False
    return True


THEIRS = sorted(name for name in PLANTED if is_theirs(name))


@contextmanager
def taken_in(store: Store, dataset: str, text: str, folder: Path) -> Iterator[Intake]:
    """A file of that text on its way in, of the clerk with a scope."""
    file = folder / f"{dataset}.csv"
    file.write_text(text, "utf-8")
    intake = Intake(store, CLERK_HERE, DATASETS[dataset], file, now=DATA_AT)
    try:
        yield intake
    finally:
        intake.close()


def told(store: Store, dataset: str, folder: Path) -> tuple[object, ...]:
    """All that is said of a file whose codes the neighbour has too, as of rows of one's own area."""
    text = PLANTED[dataset].replace("150102", "150105")
    with taken_in(store, dataset, text, folder) as intake:
        advice = [intake.advice(mode) for mode in ("upsert", "replace-scope")]
        counts = intake.new_count, intake.known_count
        return intake.checked.faults, counts, advice, intake.data_date, intake.earlier_receipts()


@pytest.mark.parametrize("dataset", THEIRS)
def test_nothing_said_of_a_file_tells_which_codes_there_are_elsewhere(
    dataset: str, planted: Store, clean: Store, tmp_path: Path
) -> None:
    assert told(planted, dataset, tmp_path) == told(clean, dataset, tmp_path)


OF_A_PARENT = sorted(name for name in THEIRS if DATASETS[name].parent and not DATASETS[name].area_column)


@pytest.mark.parametrize("dataset", OF_A_PARENT)
def test_a_parent_elsewhere_and_one_that_is_none_are_refused_in_one_sentence(
    dataset: str, planted: Store, clean: Store, tmp_path: Path
) -> None:
    said = []
    for store in (planted, clean):
        with (
            taken_in(store, dataset, PLANTED[dataset], tmp_path) as intake,
            pytest.raises(NotAllowed) as refused,
        ):
            intake.publish(sound_rows_only=True)
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_a_row_of_another_area_is_not_taken_over_by_its_own_code(
    opened_store: OpenedStore, tmp_path: Path
) -> None:
    """An activity that a courtyard elsewhere has, written under a courtyard of one's own."""
    store = opened_store("taken-over", publish_worked, publish_given, publish_planted)
    text = "活动编号,小院编号,活动日期,活动类型,件/次数,办结/化解数\nPLANTED-1,K01,2025-10-01,矛盾纠纷,1,1\n"
    with taken_in(store, "courtyard_activities", text, tmp_path) as intake:
        assert not intake.checked.faults
        with pytest.raises(NotAllowed, match="PLANTED-1"):
            intake.publish()
