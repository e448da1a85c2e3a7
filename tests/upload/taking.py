"""Texts taken in as files for tests of uploading: checked, open until the test or the file of tests ends."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path

from zhiping.access.permissions import DEMO_USER, Access
from zhiping.contracts import DATASETS
from zhiping.store.publishing import Store
from zhiping.upload.intake import Intake

Taken = Callable[..., Intake]


@contextmanager
def taking(store: Store, folder: Path, now: datetime) -> Iterator[Taken]:
    """`take("tickets", text)`: the checked file, a new one in `folder`, for everybody's access or the one given."""
    with ExitStack() as open_ones:

        def take(dataset: str, text: str, access: Access = Access(DEMO_USER)) -> Intake:  # noqa: B008 - a value
            file = folder / f"{dataset}-{len(list(folder.iterdir()))}.csv"
            file.write_text(text, "utf-8")
            return open_ones.enter_context(closing(Intake(store, access, DATASETS[dataset], file, now=now)))

        yield take
