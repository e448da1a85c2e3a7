"""The tables of the lake, as the contracts promise them: what stands (schema `main`), what every upload put (`puts`)."""

from dataclasses import dataclass

from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Column, Dataset
from zhiping.contracts.uploads import KEPT

TABLES: dict[str, Dataset] = {dataset.name: dataset for dataset in (*DATASETS.values(), *KEPT)}

# Where a row came from: the upload, the sheet and row in the clerk's file, and which of the
# contract's columns that file had (|a|b|): a column that it lacked is unrecorded, not empty.
PROVENANCE = (
    Column("upload_id", "upload_id", "integer"),
    Column("source_sheet", "source_sheet"),
    Column("source_row", "source_row", "integer"),
    Column("recorded", "recorded"),
)
# Which parents lay in the areas of a replacing upload of child rows (see puts.py).
COVERED_PARENTS = (Column("upload_id", "upload_id", "integer"), Column("parent", "parent"))


@dataclass(frozen=True)
class LakeTable:
    """A table that the lake is to hold. `label`: what a person calls what lies in it."""

    schema: str
    name: str
    label: str
    columns: tuple[Column, ...]

    @property
    def path(self) -> str:
        """Its name in SQL."""
        return f"lake.{self.schema}.{self.name}"


def table_columns(dataset: Dataset) -> dict[str, str]:
    """Column name -> SQL type of a lake table."""
    return {column.name: column.sql_type for column in stored_columns(dataset)}


def promised(datasets: dict[str, Dataset] = TABLES) -> list[LakeTable]:
    """All that the lake is to hold."""
    clerks = [dataset for dataset in datasets.values() if dataset not in KEPT]
    return [
        *(LakeTable("main", one.name, one.label, stored_columns(one)) for one in datasets.values()),
        *(LakeTable("puts", one.name, one.label, stored_columns(one)) for one in clerks),
        LakeTable("puts", "covered_parents", "covered_parents", COVERED_PARENTS),
    ]


def stored_columns(dataset: Dataset) -> tuple[Column, ...]:
    """The columns of a lake table: the contract's, then the provenance."""
    return dataset.columns if dataset in KEPT else dataset.columns + PROVENANCE
