"""The audit: who did what and when, one row an act, never changed, each bound to the one before by its hash.

How far it reaches is told at three places: by the rows, by the one row of the chain, and by a mark in the data folder,
so that rows cut off at the end are missed. What is older than the days that it is kept for is let go from its beginning; the hash
of the last row let go stays, and an act of its own tells of it.
"""

import hashlib
import json
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from zhiping.access.state import AUDIT, AUDIT_CHAIN, State, StateUnusable
from zhiping.contracts.admin import MOST_AN_HOUR, UNASKED, Act
from zhiping.words import _

_AT_ONCE = 10_000  # rows that are looked at together
_LOOKED_OVER = 20_000  # of millions, for what can be chosen: some 20 ms


@dataclass(frozen=True)
class Entry:
    """One act. `about`: filters as an address has them, a receipt, the end of a link: no value of a cell, no secret."""

    at: datetime
    who: str
    act: str
    page: str
    about: str

    def hash_after(self, number: int, former: str) -> str:
        """What binds the act to its place in the chain."""
        told = [former, number, self.at.isoformat(), self.who, self.act, self.page, self.about]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Reach:
    """How far a chain reaches: the number of its last row and that row's hash."""

    count: int
    hash: str

    def __str__(self) -> str:
        return f"{self.count}:{self.hash}"

    @classmethod
    def read(cls, written: str) -> "Reach":
        """As `str` writes it. Raises ValueError."""
        count, _colon, digest = written.strip().partition(":")
        return cls(int(count), digest)


_NOTHING = Reach(0, "")  # before the first row


@dataclass(frozen=True)
class Fault:
    """Where the chain does not hold: the first row concerned, and what is wrong."""

    number: int
    what: str


class Audit:
    """The audit of one state. `mark`: the file that tells how far it reached. Thread-safe; other processes may write too."""

    def __init__(self, state: State, mark: Path) -> None:
        self._state, self._mark = state, mark
        self._waiting: list[Entry] = []
        self._is_stuck = False
        self._hour: datetime | None = None
        self._unasked: Counter[Act] = Counter()
        self._writing = threading.Lock()

    def note(self, act: Act, *, who: str, now: datetime, page: str = "", about: str = "") -> None:
        """Note an act. Never raises: what cannot be written is told on standard error and waits for `catch_up`.

        Of what anybody can do over and over only the first of an hour are noted one by one.
        """
        if act in UNASKED and self._is_flood(act, now):
            return
        entry = Entry(
            now, _plain(who, AUDIT.c.who), act.value, _plain(page, AUDIT.c.page), _plain(about, AUDIT.c.about)
        )
        with self._writing:
            self._waiting.append(entry)
        if self._is_stuck or not self.catch_up():
            _tell(entry)

    def _is_flood(self, act: Act, now: datetime) -> bool:
        self.tell_flood(now)
        with self._writing:
            self._unasked[act] += 1
            return self._unasked[act] > MOST_AN_HOUR

    def tell_flood(self, now: datetime) -> None:
        """Note how many acts of an hour that is over were not noted one by one."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        with self._writing:
            if hour == self._hour:
                return
            begun, counted = self._hour, self._unasked
            self._hour, self._unasked = hour, Counter()
            for act, count in counted.items():
                if begun and count > MOST_AN_HOUR:
                    told = _("{time} 起一小时内另有 {n} 次，没有逐条记").format(
                        time=f"{begun:%Y-%m-%d %H:%M}", n=count - MOST_AN_HOUR
                    )
                    self._waiting.append(Entry(now, "", act.value, "", told))

    def catch_up(self) -> bool:
        """Write what waits; whether that could be done."""
        with self._writing:
            try:
                if self._waiting:
                    self._write(self._waiting)
                self._waiting, self._is_stuck = [], False
            except (StateUnusable, sa.exc.SQLAlchemyError, OSError):
                self._is_stuck = True
            return not self._is_stuck

    def _write(self, entries: list[Entry]) -> None:
        with self._state.writing() as connection:
            before = after = _locked(connection)
            for entry in entries:
                after = _added(connection, entry, after)
        self._move_mark(before, after)

    def _move_mark(self, before: Reach, after: Reach) -> None:
        """Write the mark anew, unless it knows what the chain did not: that is to be found out."""
        marked = self._marked()
        if marked is None or marked.count < before.count or marked == before:
            with suppress(OSError):  # the mark of before holds too
                half = self._mark.with_suffix(".part")
                half.write_text(str(after), "ascii")
                half.replace(self._mark)

    def _marked(self) -> Reach | None:
        try:
            return Reach.read(self._mark.read_text("ascii"))
        except (OSError, ValueError):
            return None

    def let_go(self, before: datetime, *, now: datetime) -> int:
        """Let go of the acts at the beginning that are older than a moment; how many. Raises StateUnusable."""
        if not self._state.rows(sa.select(AUDIT.c.number).where(AUDIT.c.at < before).limit(1)):
            return 0
        with self._writing, self._state.writing() as connection:
            reach = _locked(connection)
            first_kept = connection.execute(
                sa.select(sa.func.min(AUDIT.c.number)).where(AUDIT.c.at >= before)
            ).scalar()
            last = (reach.count + 1 if first_kept is None else first_kept) - 1
            digest = connection.execute(sa.select(AUDIT.c.hash).where(AUDIT.c.number == last)).scalar()
            if digest is None:
                return 0
            gone = connection.execute(AUDIT.delete().where(AUDIT.c.number <= last)).rowcount
            connection.execute(AUDIT_CHAIN.update().values(let_go_count=last, let_go_hash=digest))
            told = Entry(now, "", Act.LET_GO.value, "", str(Reach(last, digest)))
            after = _added(connection, told, reach)
        self._move_mark(reach, after)
        return gone

    def reach(self) -> Reach:
        """How far it reaches now, for whoever notes it down elsewhere."""
        return self._reaches()[0]

    def _reaches(self) -> tuple[Reach, Reach]:
        """How far the chain reaches, and how much of its beginning was let go."""
        for row in self._state.rows(sa.select(AUDIT_CHAIN)):
            return Reach(row["count"], row["hash"]), Reach(row["let_go_count"], row["let_go_hash"])
        return _NOTHING, _NOTHING

    def faults(self, noted: Reach | None = None) -> Iterator[Fault]:
        """Where the chain does not hold, from its beginning. `noted`: how far it reached once, as somebody noted down.

        What is written meanwhile is no fault.
        """
        reach, let_go = self._reaches()
        if (marked := self._marked()) is None and reach.count:
            yield Fault(reach.count, _("数据文件夹里没有旁证 {file}").format(file=self._mark.name))
        unseen = {one for one in (reach, marked, noted) if one and one.count >= let_go.count} - {let_go}
        before, let_go_told = let_go, str(let_go) if not let_go.count else ""
        for row in self._rows():
            number, after = row["number"], Reach(row["number"], row["hash"])
            entry = Entry(row["at"], row["who"], row["act"], row["page"], row["about"])
            if number <= before.count:
                yield Fault(number, _("已清理的记录又出现了"))
                continue
            if number != before.count + 1:
                missing = _("缺少第 {first} 至 {last} 条").format(first=before.count + 1, last=number - 1)
                yield Fault(before.count + 1, missing)
            elif entry.hash_after(number, before.hash) != row["hash"]:
                yield Fault(number, _("内容或次序被改过，与前一条接不上"))
            unseen.discard(after)
            before = after
            if row["act"] == Act.LET_GO:
                let_go_told = row["about"]
        if let_go_told != str(let_go):
            yield Fault(let_go.count, _("最早的记录被删过，不是到期清理的"))
        if before.count > self.reach().count:
            yield Fault(self.reach().count + 1, _("末尾多出了记录"))
        for one in sorted(unseen, key=lambda one: one.count):
            yield Fault(
                min(one.count, before.count + 1),
                _("与旁证不符：曾有 {n} 条，末条指纹 {hash}…").format(n=one.count, hash=one.hash[:12]),
            )

    def _rows(self) -> Iterator[sa.RowMapping]:
        last = -1
        while rows := self._state.rows(
            sa.select(AUDIT).where(AUDIT.c.number > last).order_by(AUDIT.c.number).limit(_AT_ONCE)
        ):
            yield from rows
            last = rows[-1]["number"]

    def found(
        self,
        *,
        act: str | None = None,
        who: str | None = None,
        page: str | None = None,
        since: datetime | None = None,
        most: int,
    ) -> list[sa.RowMapping]:
        """The newest acts, at most `most`, under what is given."""
        asked = sa.select(AUDIT).order_by(AUDIT.c.number.desc()).limit(most)
        for column, value in ((AUDIT.c.act, act), (AUDIT.c.who, who), (AUDIT.c.page, page)):
            asked = asked if value is None else asked.where(column == value)
        return self._state.rows(asked if since is None else asked.where(AUDIT.c.at >= since))

    def values(self, column: str) -> list[str]:
        """What stands in the column `who` or `page` of the newest acts, the most frequent first."""
        newest = sa.select(AUDIT.c[column]).order_by(AUDIT.c.number.desc()).limit(_LOOKED_OVER).subquery()
        one = newest.c[column]
        asked = sa.select(one).where(one != "").group_by(one).order_by(sa.func.count().desc(), one)
        return [str(row[column]) for row in self._state.rows(asked)]


def _locked(connection: sa.Connection) -> Reach:
    """How far the chain reaches, which nobody else moves until the transaction ends: a write, for both databases wait at one."""
    moved = (
        AUDIT_CHAIN.update()
        .values(count=AUDIT_CHAIN.c.count)
        .returning(AUDIT_CHAIN.c.count, AUDIT_CHAIN.c.hash)
    )
    return Reach(*connection.execute(moved).one())


def _added(connection: sa.Connection, entry: Entry, before: Reach) -> Reach:
    after = Reach(before.count + 1, entry.hash_after(before.count + 1, before.hash))
    connection.execute(AUDIT.insert().values(number=after.count, hash=after.hash, **vars(entry)))
    connection.execute(AUDIT_CHAIN.update().values(count=after.count, hash=after.hash))
    return after


def _plain(text: str, column: sa.Column[str]) -> str:
    """A text as every database keeps it: on one line, no longer than its column."""
    shown = "".join(letter if letter.isprintable() else "□" for letter in text)
    return shown[: column.type.length]  # type: ignore[attr-defined]


def _tell(entry: Entry) -> None:
    told = " ".join(map(str, vars(entry).values()))
    print(_("审计日志现在写不进去，这里代记：{act}").format(act=told), file=sys.stderr, flush=True)
