"""Values of one SQL type as those of another kind, where that loses nothing.

Nothing is lost where the way back leads to the value that was there: '12' is 12, '012' is not, and 3.5 is no integer.
"""

from zhiping.contracts.kinds import Column

INCONVERTIBLE = "inconvertible:"  # what a view fails with that meets a value which cannot be read as its kind

_SEPARATOR = "、"
_OTHER_SEPARATORS = r"[,，;；\r\n]"
_YES_NO = ("case {0} when '是' then true when '否' then false end", "if({0}, '是', '否')")
_NUMBER = ("try_cast({0} as double)", r"regexp_replace({0}::varchar, '\.0$', '')")  # as an integer is written
_LIST = (
    f"if(regexp_matches({{0}}, '{_OTHER_SEPARATORS}'), null, string_split({{0}}, '{_SEPARATOR}'))",
    f"array_to_string({{0}}, '{_SEPARATOR}')",
)
# (from, to) -> the way there and the way back, where neither is a plain cast.
_WAYS: dict[tuple[str, str], tuple[str, str]] = {
    ("varchar", "boolean"): _YES_NO,
    ("boolean", "varchar"): _YES_NO[::-1],
    ("varchar", "double"): _NUMBER,
    ("double", "varchar"): _NUMBER[::-1],
    ("varchar", "varchar[]"): _LIST,
    ("varchar[]", "varchar"): _LIST[::-1],
}


def converted(value: str, held: str, column: Column) -> str:
    """SQL: `value`, which is of SQL type `held`, as `column` has it; null where that would lose something."""
    wanted = column.sql_type
    there, back = _WAYS.get((held, wanted), (f"try_cast({{0}} as {wanted})", f"try_cast({{0}} as {held})"))
    made = there.format(value)
    conditions = [] if held == wanted else [f"{back.format(made)} = {value}"]
    if column.kind == "area":
        conditions.append(rf"regexp_full_match({made}, '\d{{12}}')")
    if column.kind == "choice":
        choices = ", ".join("'" + choice.replace("'", "''") + "'" for choice in column.choices)
        conditions.append(f"{made} in ({choices})")
    return f"case when {' and '.join(conditions) or 'true'} then {made} end"


def converted_or_fails(value: str, held: str, column: Column) -> str:
    """As `converted`; a value that cannot be converted is an error of the engine, never null."""
    made = converted(value, held, column)
    return f"case when {value} is not null then coalesce({made}, error('{INCONVERTIBLE} {column.name}')) end"
