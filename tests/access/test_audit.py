"""The audit: one chain whoever writes, what is wrong with it is named, what is old is let go, nothing secret is kept."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from zhiping.access.audit import Audit, Reach
from zhiping.access.state import AUDIT, AUDIT_CHAIN, State
from zhiping.contracts.admin import MOST_AN_HOUR, Act

NOW = datetime(2025, 11, 4, 18)
DAY = timedelta(days=1)


@pytest.fixture
def audit(state: State, tmp_path: Path) -> Audit:
    return Audit(state, tmp_path / "audit.mark")


def noted(audit: Audit, count: int = 5, now: datetime = NOW) -> None:
    for n in range(count):
        audit.note(Act.OPENED, who=f"甲{n}", now=now, page="tickets/funnel", about="area=150105")


def wrong(audit: Audit, noted_down: Reach | None = None) -> list[int]:
    return [fault.number for fault in audit.faults(noted_down)]


def test_what_was_noted_stands_in_its_order_and_holds(audit: Audit) -> None:
    assert (wrong(audit), audit.reach()) == ([], Reach(0, ""))
    noted(audit)
    assert wrong(audit) == []
    found = audit.found(most=2)
    assert [(row["number"], row["who"]) for row in found] == [(5, "甲4"), (4, "甲3")]
    assert audit.reach() == Reach(5, found[0]["hash"])


def _swap(connection: sa.Connection) -> None:
    for number, other in ((2, 99), (3, 2), (99, 3)):
        connection.execute(AUDIT.update().where(AUDIT.c.number == number).values(number=other))


def _cut(connection: sa.Connection, *, knows_the_chain: bool) -> None:
    connection.execute(AUDIT.delete().where(AUDIT.c.number > 3))
    if knows_the_chain:
        digest = connection.execute(sa.select(AUDIT.c.hash).where(AUDIT.c.number == 3)).scalar()
        connection.execute(AUDIT_CHAIN.update().values(count=3, hash=digest))


def _begin_later(connection: sa.Connection) -> None:
    digest = connection.execute(sa.select(AUDIT.c.hash).where(AUDIT.c.number == 2)).scalar()
    connection.execute(AUDIT.delete().where(AUDIT.c.number <= 2))
    connection.execute(AUDIT_CHAIN.update().values(let_go_count=2, let_go_hash=digest))


@pytest.mark.parametrize(
    ("done", "named"),
    [
        (lambda c: c.execute(AUDIT.update().where(AUDIT.c.number == 3).values(who="乙")), [3]),
        (lambda c: c.execute(AUDIT.update().where(AUDIT.c.number == 3).values(hash="0" * 64)), [3, 4]),
        (lambda c: c.execute(AUDIT.delete().where(AUDIT.c.number == 3)), [3]),
        (_swap, [2, 3, 4]),
        (lambda c: _cut(c, knows_the_chain=False), [4]),
        (lambda c: _cut(c, knows_the_chain=True), [4]),
        (lambda c: c.execute(AUDIT.delete()), [1]),
        (_begin_later, [2]),
    ],
    ids="changed rehashed removed reordered cut cut-with-the-chain emptied beginning-gone".split(),
)
def test_a_row_that_was_touched_is_named(
    audit: Audit, state: State, done: Callable[[sa.Connection], object], named: list[int]
) -> None:
    noted(audit)
    with state.writing() as connection:
        done(connection)
    assert sorted(set(wrong(audit))) == named
    noted(audit, 1)
    assert wrong(audit) != [], "what is written later hides nothing"


def test_a_chain_made_anew_is_known_by_what_was_noted_down(
    audit: Audit, state: State, tmp_path: Path
) -> None:
    noted(audit)
    before = audit.reach()
    with state.writing() as connection:
        connection.execute(AUDIT.delete())
        connection.execute(AUDIT_CHAIN.update().values(count=0, hash=""))
    (tmp_path / "audit.mark").unlink()
    noted(audit, 6, NOW + DAY)
    assert wrong(audit) == []
    assert wrong(audit, before) == [5]
    assert wrong(audit, Reach.read(str(audit.reach()))) == []


def test_what_is_old_is_let_go_and_the_rest_holds(audit: Audit) -> None:
    noted(audit, 3)
    noted(audit, 2, NOW + 10 * DAY)
    before = audit.reach()
    assert audit.let_go(NOW, now=NOW + 20 * DAY) == 0
    assert audit.let_go(NOW + DAY, now=NOW + 20 * DAY) == 3
    assert audit.let_go(NOW + DAY, now=NOW + 20 * DAY) == 0
    assert wrong(audit) == wrong(audit, before) == []
    assert [row["number"] for row in audit.found(most=9)] == [6, 5, 4]
    assert audit.let_go(NOW + 99 * DAY, now=NOW + 99 * DAY) == 3
    noted(audit, 1, NOW + 99 * DAY)
    assert wrong(audit) == []
    assert [row["act"] for row in audit.found(most=9)] == [Act.OPENED, Act.LET_GO]


def test_many_at_once_write_one_chain(state_url: str, tmp_path: Path) -> None:
    states = [State(state_url) for _process in range(3)]
    audits = [Audit(state, tmp_path / "audit.mark") for state in states]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda n: noted(audits[n % 3], 4), range(12)))
    assert audits[0].reach().count == 48
    assert wrong(audits[1]) == []
    for state in states:
        state.close()


def test_what_cannot_be_written_waits_and_is_told(
    audit: Audit, state: State, capsys: pytest.CaptureFixture[str]
) -> None:
    noted(audit, 1)
    with state.writing() as connection:
        connection.execute(sa.text("alter table audit_chain rename to away"))
    noted(audit, 2, NOW + DAY)
    assert capsys.readouterr().err.count("审计日志现在写不进去") == 2
    with state.writing() as connection:
        connection.execute(sa.text("alter table away rename to audit_chain"))
    assert audit.catch_up()
    assert [row["at"] for row in audit.found(most=9)] == [NOW + DAY, NOW + DAY, NOW]
    assert wrong(audit) == []


def test_any_text_is_kept_on_one_line_and_no_longer_than_its_column(audit: Audit) -> None:
    audit.note(Act.OPENED, who="甲\0乙\n丙\ud800" + "长" * 999, now=NOW, page="p" * 99, about="a" * 999)
    (row,) = audit.found(most=1)
    assert (row["who"][:6], len(row["who"]), len(row["page"]), len(row["about"])) == (
        "甲□乙□丙□",
        200,
        60,
        500,
    )
    assert wrong(audit) == []


def test_acts_are_found_by_who_what_where_and_when(audit: Audit) -> None:
    noted(audit, 2)
    audit.note(Act.UPLOADED, who="乙", now=NOW + DAY, page="upload/new", about="R-1")
    for asked, count in (
        ({"act": "uploaded"}, 1),
        ({"who": "甲0"}, 1),
        ({"page": "tickets/funnel"}, 2),
        ({"since": NOW + DAY}, 1),
        ({"act": "uploaded", "who": "甲0"}, 0),
        ({}, 3),
    ):
        assert len(audit.found(**asked, most=9)) == count
    audit.note(Act.OPENED, who="乙", now=NOW + DAY)
    assert audit.values("who")[0] == "乙"
    assert set(audit.values("page")) == {"tickets/funnel", "upload/new"}


def test_a_flood_is_counted_and_not_written_down_one_by_one(audit: Audit) -> None:
    audit.note(Act.UPLOADED, who="乙", now=NOW)
    for n in range(MOST_AN_HOUR + 50):
        audit.note(Act.REFUSED_LINK, who="访客", now=NOW + n * timedelta(seconds=1), about="…abcd")
    assert audit.reach().count == 1 + MOST_AN_HOUR
    audit.note(Act.OPENED, who="甲", now=NOW)
    audit.note(Act.OPENED_LINK, who="访客", now=NOW)
    assert audit.reach().count == 3 + MOST_AN_HOUR, "other acts are noted as ever"
    later = NOW + timedelta(hours=1)
    audit.tell_flood(later)
    audit.note(Act.REFUSED_LINK, who="访客", now=later)
    (_refused, told) = audit.found(act="refused-link", most=2)
    assert told["about"] == "2025-11-04 18:00 起一小时内另有 50 次，没有逐条记"
    assert wrong(audit) == []


def test_a_search_goes_by_an_index_in_the_order_of_the_acts(file_state: State, tmp_path: Path) -> None:
    """Among a million acts the one of a name is found in a millisecond, not in half a second."""
    audit = Audit(file_state, tmp_path / "audit.mark")
    noted(audit)
    asked: list[tuple[str, tuple[object, ...]]] = []
    sa.event.listen(
        file_state._engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3]))
    )
    for column in ("who", "act", "page"):
        asked.clear()
        sought: dict[str, Any] = {column: "甲0"}
        audit.found(**sought, most=9)
        ((statement, values),) = asked
        with file_state._engine.connect() as connection:
            plan = connection.exec_driver_sql(f"explain query plan {statement}", values).all()
        assert f"USING INDEX ix_audit_{column}" in str(plan)
        assert "TEMP B-TREE" not in str(plan)


@pytest.fixture
def no_state(tmp_path: Path) -> Iterator[State]:
    made = State(f"sqlite:///{tmp_path / 'none.sqlite'}")
    yield made
    made.close()


def test_where_nothing_was_ever_written_nothing_is_wrong_and_no_file_is_made(
    no_state: State, tmp_path: Path
) -> None:
    audit = Audit(no_state, tmp_path / "audit.mark")
    assert (wrong(audit), audit.found(most=1), audit.values("who")) == ([], [], [])
    assert list(tmp_path.iterdir()) == []
