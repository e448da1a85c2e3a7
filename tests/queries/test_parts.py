"""Of a question of one row only what is asked for is planned, and every figure stays what it is."""

import duckdb
import pytest

from tests.effort import IS_WHOLE
from tests.queries.test_golden import NAMED
from tests.queries.test_scope import READERS
from zhiping.access.permissions import DEMO_USER, Access, NotAllowed
from zhiping.asking import run as asking
from zhiping.asking.finishers import FINISHERS
from zhiping.asking.parts import columns_given, part_of, part_sql
from zhiping.asking.questions import Question, filters_for, question_of, questions
from zhiping.asking.run import forget_answers, run, run_first
from zhiping.store.publishing import Store

HEAD = """
with
base as (select x, x * 2 as y, x + 1 as z from t),
counts as (select count(*) as n, sum(y) as total, max(z) as most from base),
others as (select count(*) as other_count from u)
select c.n, c.total, c.most, o.other_count, c.total / c.n as mean, c.n + o.other_count as all_count
from counts as c cross join others as o
"""


@pytest.mark.parametrize(
    ("columns", "read", "left_out"),
    [
        ({"n"}, ("count_star() AS n",), ("total", "most", "others", "AS y", "AS z")),
        ({"other_count"}, ("others",), ("counts", "base")),
        ({"mean"}, ("AS n", "AS total", "AS y"), ("most", "others", "AS z")),
        ({"all_count"}, ("counts", "others"), ("total", "most", "AS y")),
        ({"n", "most"}, ("AS n", "AS most", "AS z"), ("total", "others", "AS y")),
    ],
)
def test_what_gives_no_column_that_is_asked_for_is_left_out(
    columns: set[str], read: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    sql = part_sql(HEAD, columns)
    assert sql is not None
    assert [text for text in read if text not in sql] == []
    assert [text for text in left_out if text in sql] == []


@pytest.mark.parametrize(
    ("why", "sql"),
    [
        ("a select of its own", "select count(*) as n, max(x) as most from t"),
        ("a dataset has rows", "with c as (select 1 as n) select c.n, t.x as most from c cross join t"),
        (
            "a join has a condition",
            "with c as (select 1 as n) select c.n, 1 as most from c join t on c.n = t.x",
        ),
        ("it has groups", "with c as (select 1 as n) select c.n, 1 as most from c group by c.n"),
        ("rows are left out", "with c as (select 1 as n) select c.n, 1 as most from c where c.n > 0"),
        ("it is sorted", "with c as (select 1 as n) select c.n, 1 as most from c order by c.n"),
        ("a star hides names", "with c as (select 1 as n) select c.*, 1 as most from c"),
        ("a name without a source", "with c as (select 1 as n) select n, 1 as most from c"),
        (
            "one source reads another",
            "with c as (select 1 as n) select c.n, r.n as most from c, range(c.n) as r(n)",
        ),
        ("two selects", "select 1 as n, 2 as most union all select 3, 4"),
        ("there is no such column", "with c as (select 1 as k) select c.k from c"),
        ("nothing is read", "with c as (select 1 as k) select 1 as n, c.k from c"),
    ],
)
def test_what_is_not_made_of_parts_is_asked_whole(why: str, sql: str) -> None:
    assert part_sql(sql, {"n"}) is None, why


@pytest.mark.parametrize(
    ("why", "select"),
    [
        ("an aggregate that reads no column keeps its select one row", "count(*) as n, count(*) as m"),
        ("a constant beside an aggregate", "1 as n, max(x) as m"),
        ("a select within reads columns of its own", "(select max(t2.x) from t as t2) as n, count(*) as m"),
        ("a column reads the one beside it", "sum(x) as m, m + 1 as n"),
        ("a filter is of an aggregate", "count(*) filter (where x > 1) as n, max(x) as m"),
        ("a column that bears the name of another", "max(x) as n, min(n) as m"),
    ],
)
def test_a_part_has_one_row_as_the_whole(why: str, select: str) -> None:
    whole = f"with c as (select {select} from t) select c.n, c.m from c"
    with duckdb.connect(config={"threads": 1}) as con:
        con.execute("create table t as select r as x, r as n from range(3) as s (r)")
        expected = con.execute(f"select n from ({whole})").fetchall()
        sql = part_sql(whole, {"n"})
        assert sql is not None
        assert con.execute(sql).fetchall() == expected, why


def _is_parted(name: str) -> bool:
    """Whether something of it can be asked by itself."""
    if name in FINISHERS:
        return False
    question = question_of(name)
    return any(part_of(name, frozenset({one})) is not question for one in columns_given(question.sql))


PARTED = [name for name in questions() if _is_parted(name)]


def test_the_heads_of_all_systems_are_made_of_parts() -> None:
    heads = {name for name in questions() if name.endswith("/key_figures")}
    assert heads
    assert heads - {*PARTED} == set()


@pytest.mark.parametrize("reader", ["all", *READERS])
@pytest.mark.parametrize("name", PARTED)
def test_a_column_asked_alone_is_what_the_whole_row_says(name: str, reader: str, worked_store: Store) -> None:
    access = READERS.get(reader, Access(DEMO_USER))
    if question_of(name).is_restricted and access.is_shared:
        with pytest.raises(NotAllowed):
            run_first(worked_store, name, access, None, columns=("year",))
        return
    taken = filters_for(name)
    periods: list[dict[str, str]] = [
        {},
        {"since": "2025-10-01", "until": "2025-10-31"},
        {"as-of": "2025-11-02"},
    ]
    for period in periods if IS_WHOLE or reader == "all" else periods[:1]:
        filters = {key: value for key, value in (NAMED | period).items() if key in taken}
        forget_answers()
        (whole,) = run(worked_store, name, access, **filters).rows
        for column in whole:
            forget_answers()
            (row,) = run_first(worked_store, name, access, None, columns=(column,), **filters).rows
            assert row == {key: whole[key] for key in row}
            assert column in row
            assert len(row) < len(whole) or part_of(name, frozenset({column})) is question_of(name)


def test_what_is_known_of_a_row_is_not_asked_again(
    worked_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[frozenset[str]] = []

    def noted(name: str, columns: frozenset[str]) -> Question:
        asked.append(columns)
        return part_of(name, columns)

    monkeypatch.setattr(asking, "part_of", noted)
    forget_answers()
    name, access = "courtyards/key_figures", Access(DEMO_USER)
    for columns in (("open_count",), ("open_count", "case_count"), ("case_count",), ("open_count",)):
        run_first(worked_store, name, access, None, columns=columns)
    assert asked == [{"open_count"}, {"case_count"}]
    (row,) = run_first(worked_store, name, access, None, columns=("open_count",)).rows
    assert {*row} == {"open_count", "case_count"}
    whole = run(worked_store, name, access).rows[0]
    assert len(whole) > len(row), "a part is never taken for the whole"
    assert run_first(worked_store, name, access, None, columns=("silent_count",)).rows == [whole]
    assert len(asked) == 2, "the whole that is kept answers for its parts"
