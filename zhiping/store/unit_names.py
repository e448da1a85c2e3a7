"""Names of units as 单位名称对照 means them: read with the rows, so that no question has to know of it.

The list stays apart from the rows, which keep what the clerk wrote: a version of the store in which the list is
another, or is undone, reads the same rows by other names.
"""

from collections.abc import Callable

from zhiping.contracts.kinds import Dataset
from zhiping.contracts.unit_names import unit_names

# For each area of the rows the names that are meant in it: of several lists the one of the smallest area counts, and
# a name is followed once.
_MEANT = """
    with
    told as not materialized ({rows}),

    listed as not materialized ({names}),

    fitting as (
        select a.{area}, l.written, arg_max(l.meant, area_digits(l.area_code)) as meant
        from (select distinct {area} from told) as a
        inner join listed as l on starts_with(a.{area}, left(l.area_code, area_digits(l.area_code)))
        group by a.{area}, l.written
    ),

    meanings as (
        select {area}, map_from_entries(list((written, meant))) as names
        from fitting
        group by {area}
    )

    select t.* replace ({meant}), {written}
    from told as t
    left join meanings as m on t.{area} = m.{area}"""


def reads_names(dataset: Dataset) -> bool:
    """Whether rows of a dataset are read with the names that are meant."""
    return bool(dataset.unit_columns)


def with_meant_names(dataset: Dataset, rows: Callable[[str], str]) -> str:
    """The select of a dataset's rows with the names that are meant, and what was written as `<column>_written`.

    `rows` gives the select of a lake table. The dataset has an area of its own.
    """
    if not reads_names(dataset):
        return rows(dataset.name)
    names = [
        (column.name, "meant_units" if column.kind == "list" else "meant_unit")
        for column in dataset.unit_columns
    ]
    return _MEANT.format(
        rows=rows(dataset.name),
        names=rows(unit_names.name),
        area=dataset.area_column,
        meant=", ".join(f"{macro}(m.names, t.{name}) as {name}" for name, macro in names),
        written=", ".join(f"t.{name} as {name}_written" for name, _macro in names),
    )
