"""Publishing a sheet in a test, along the road that a clerk's file takes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from zhiping.contracts import DATASETS
from zhiping.rules.areas import area_code, area_range
from zhiping.store.drafts import Draft, Receipt
from zhiping.store.publishing import Store
from zhiping.upload.checking.check import Options, check
from zhiping.upload.matching import match
from zhiping.upload.parts import Part
from zhiping.upload.reading.files import text_tables


def published(
    store: Store,
    dataset: str,
    file: Path,
    *,
    area: str = "",
    as_of: datetime,
    by: str = "填报员",
    is_demo: bool = False,
    reason: str | None = None,
) -> Receipt:
    """The receipt of a CSV file published one hour after its data date, complete for `area` ("": everywhere).

    A fault in the file fails the test that wants it published.
    """
    contract = DATASETS[dataset]
    with store.workspace() as con:
        table = text_tables(con, file, scratch=store.settings.scratch)[1][0]
        checked = check(
            con,
            [Part(table, match(table.headers, contract))],
            contract,
            Options(),
            areas=(),
            scope="",
            now=datetime(2100, 1, 1),
        )
        assert checked.faults == (), [(f.row, f.label, f.value, f.problem) for f in checked.faults[:3]]
        return store.publish(
            con,
            Draft(
                dataset=contract,
                table=checked.table,
                recorded=checked.recorded,
                areas=(area_range(area),),
                common_area=area_code(area) if area else None,
                mode="upsert",
                as_of=as_of,
                published_by=by,
                published_at=as_of + timedelta(hours=1),
                file=file,
                file_name=file.name,
                rows_read=checked.rows_read,
                fault_count=checked.fault_count,
                warning_count=checked.warning_count,
                skipped="[]",
                is_demo=is_demo,
                reason=reason,
            ),
        )


def publish_texts(store: Store, texts: Mapping[str, str], *, prefix: str = "", **how: Any) -> None:
    """Publish dataset -> the text of its CSV file, one after the other; `how` as in `published`."""
    with TemporaryDirectory() as folder:
        for dataset, text in texts.items():
            file = Path(folder) / f"{prefix}{dataset}.csv"
            file.write_text(text, "utf-8")
            published(store, dataset, file, **how)
