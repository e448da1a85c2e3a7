"""Parts of a question of one row: the columns that are told of it, and no more.

A head gives all figures of a system at once, thirty columns of seven selects, and a card tells four of them, a comparison
one. What is not asked for is planned all the same: on small data that is most of what a question costs. So what gives no
column that is asked for is left out of the SQL itself.
"""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from zhiping.asking.filters import FILTERS
from zhiping.asking.questions import Question, nodes, parsed, question_of, with_sql, written

# A row is held against locked filters by these, whatever is asked for (see `narrowing.kept`).
_HELD = frozenset({"kind", "value"} | {one.keeps for one in FILTERS.values() if one.keeps})
_MORE = ("where_clause", "group_expressions", "having", "qualify", "sample", "modifiers")


@cache
def part_of(name: str, columns: frozenset[str]) -> Question:
    """The question that gives at least these columns of the one row of another; that itself where it is not made of parts."""
    question = question_of(name)
    sql = part_sql(question.sql, columns | _HELD & columns_given(question.sql))
    return question if sql is None else with_sql(question, sql)


def part_sql(sql: str, columns: Collection[str]) -> str | None:
    """The select that gives these columns of a select that always has one row; None where that is not made of parts.

    It has parts where selects (CTEs) and table macros stand beside each other, `from counts as c cross join futures as f`,
    and nothing but their columns is read. As there is always one row, so each part has one, and the row stays the same
    without those that are not read.
    """
    tree = parsed(sql)
    node = tree["statements"][0]["node"]
    if not _is_of_parts(node):
        return None
    items = [item for item in node["select_list"] if _name(item) in columns]
    read = {column[0] for column in _columns(items)}
    if not read or not {*columns} <= {_name(item) for item in items}:
        return None
    node["select_list"] = items
    node["from_table"] = _beside(node["from_table"], read)
    _leave_out(node)
    return written(tree)


def _is_of_parts(node: dict[str, Any]) -> bool:
    ctes = {entry["key"] for entry in node["cte_map"]["map"]}
    return (
        node["type"] == "SELECT_NODE"
        and not any(node[more] for more in _MORE)
        and all(
            source["type"] == "TABLE_FUNCTION" or source.get("table_name") in ctes
            for source in _sources(node["from_table"])
        )
        and not any(_columns(node["from_table"]))  # no source reads another one
        and all(len(column) == 2 for column in _columns(node["select_list"]))
        and not any(map(_is_star, node["select_list"]))
    )


def _sources(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if table["type"] == "JOIN" and table["ref_type"] == "CROSS":
        yield from _sources(table["left"])
        yield from _sources(table["right"])
    else:
        yield table


def _beside(table: dict[str, Any], read: Collection[str]) -> dict[str, Any]:
    """The sources that are read, beside each other as all were."""
    found, *others = (one for one in _sources(table) if (one["alias"] or one.get("table_name")) in read)
    for other in others:
        found = table | {"left": found, "right": other}
    return found


def _leave_out(node: dict[str, Any]) -> None:
    """Leave out the CTEs that nothing reads, and of the others the columns that nothing reads; the last one first."""
    entries = node["cte_map"]["map"]
    readers = [node | {"cte_map": None}]
    for entry in reversed(list(entries)):
        if entry["key"] not in _words(readers):
            entries.remove(entry)
            continue
        select = entry["value"]["query"]["node"]
        if select["type"] == "SELECT_NODE" and not any(map(_is_star, nodes(readers))):
            _leave_out_columns(select, {column[-1] for column in _columns(readers)})
        readers.append(select)


def _leave_out_columns(select: dict[str, Any], read: set[str]) -> None:
    """The columns that are not read, where as many rows remain without them."""
    if any(select[more] for more in _MORE[1:]) or select["aggregate_handling"] != "STANDARD_HANDLING":
        return
    read |= {column[-1] for column in _columns(select | {"select_list": None})}
    items: list[dict[str, Any]] = []
    # Columns of a select may read those beside them.
    while more := [
        one for one in select["select_list"] if one not in items and (_is_star(one) or _name(one) in read)
    ]:
        items += more
        read |= {column[-1] for column in _columns(more)}
    # A select with aggregates has one row as long as it has one of them, and there whatever reads a column is one.
    if not any(map(_tells_rows, items)):
        items += [one for one in select["select_list"] if _tells_rows(one)][:1]
    if any(map(_tells_rows, items)):
        select["select_list"] = [one for one in select["select_list"] if one in items]


def _tells_rows(item: dict[str, Any]) -> bool:
    counts = (one.get("function_name") == "count_star" for one in nodes(item, inner=False))
    return any(_columns(item, inner=False)) or _is_star(item) or any(counts)


@cache
def columns_given(sql: str) -> frozenset[str]:
    """The columns that a select names as its own."""
    node = parsed(sql)["statements"][0]["node"]
    return frozenset(map(_name, node.get("select_list", ())))


def _name(item: dict[str, Any]) -> str:
    return str(item["alias"] or (item.get("column_names") or [""])[-1])


def _columns(tree: Any, *, inner: bool = True) -> Iterator[list[str]]:
    """The columns that are read, each as it is written; `inner`: by selects within expressions too."""
    return (one["column_names"] for one in nodes(tree, inner) if one.get("class") == "COLUMN_REF")


def _is_star(one: dict[str, Any]) -> bool:
    return one.get("class") == "STAR"


def _words(tree: Any) -> set[str]:
    """The tables that are read, and all texts: a macro reads a table by the text of its name."""
    return {
        word
        for one in nodes(tree)
        for word in (one.get("table_name"), one.get("value"))
        if isinstance(word, str)
    }
