"""A question reads datasets by their plain names and nothing else: not the lake, not a file, not another schema."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from zhiping.asking import questions
from zhiping.asking.questions import NoSuchQuery, UnsafeQuery, question_of

UNSAFE = {
    "names_the_lake": "select ticket_id from lake.tickets",
    "names_a_schema": "select ticket_id from v3.tickets",
    "names_the_native_table": "select ticket_id from memory.native.tickets_3",
    "names_a_schema_in_a_subquery": "select 1 as a where exists (select 1 from main.tickets)",
    "names_a_schema_in_a_cte": "with tickets as (select 1 as a from raw1.tickets) select a from tickets",
    "names_a_schema_in_a_join": "select 1 as a from tickets as t inner join lake.uploads as u using (upload_id)",
    "reads_a_csv_file": "select * from read_csv('/etc/passwd')",
    "reads_a_text_file": "select content from read_text('/etc/passwd')",
    "reads_a_file_by_its_name": "select * from '/etc/passwd.csv'",
    "reads_an_unknown_table": "select * from passwords",
    "reads_the_catalogue": "select * from duckdb_tables()",
    "reads_the_information_schema": "select * from information_schema.tables",
    "reads_through_a_text": "select * from query('select 1')",
    "reads_a_table_by_a_text": "select * from query_table('tickets')",
    "reads_a_native_table_plainly": "select * from tickets_3",
    "is_two_statements": "select 1 as a; select 2 as b",
    "changes_something": "delete from tickets",
    "attaches_something": "attach 'x.duckdb' as x",
    "copies_something_out": "copy tickets to 'x.csv'",
}


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of questions to write into, in place of queries/."""
    monkeypatch.setattr(questions, "QUERIES", tmp_path)
    questions.questions.cache_clear()
    (tmp_path / "unsafe").mkdir()
    yield tmp_path / "unsafe"
    questions.questions.cache_clear()


@pytest.mark.parametrize("fault", UNSAFE)
def test_an_unsafe_question_is_refused(fault: str, written: Path) -> None:
    (written / f"{fault}.sql").write_text(UNSAFE[fault], "utf-8")
    with pytest.raises(UnsafeQuery):
        question_of(f"unsafe/{fault}")


def test_a_safe_question_is_not_refused(written: Path) -> None:
    (written / "safe.sql").write_text(
        "-- Safe.\nwith a as (select * from tickets), b as (select unnest([1]) as c from range(3))\n"
        "select * from a cross join b inner join ticket_clock($as_of) as t using (ticket_id)",
        "utf-8",
    )
    question = question_of("unsafe/safe")
    assert question.datasets == {"tickets"}
    assert question.parameters == {"as_of"}
    assert question.summary == "Safe."


def test_a_question_reads_what_its_macros_read_through_other_macros() -> None:
    assert question_of("tickets/funnel").datasets == {"tickets"}
    assert question_of("tickets/overdue").datasets == {"tickets", "areas"}
    assert question_of("tickets/data_date").datasets == {"tickets", "uploads"}


def test_an_unknown_question_names_those_that_exist() -> None:
    with pytest.raises(NoSuchQuery, match="tickets/funnel"):
        question_of("tickets/nothing")


@pytest.mark.parametrize("name", ["rules/shares", "derived/tickets", "../queries/tickets/funnel"])
def test_a_rule_is_no_question(name: str) -> None:
    with pytest.raises(NoSuchQuery):
        question_of(name)
