"""The funnel and the key figures of the demonstration data equal a slow, plain second version of the definitions."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt
from typing import Any

import pytest

from tests.publishing import published
from tests.queries.conftest import OpenedStore
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.contracts.kinds import Row
from zhiping.demo import demo_files
from zhiping.demo.tables import DATA_DATE
from zhiping.rules.periods import months_later
from zhiping.store.publishing import Store

ACCESS = Access(DEMO_USER)
Z = 1.959964
STEPS = {"claim": 1, "contact": 24, "report": 48}  # the hours of the uploaded standard; C has none
Span = tuple[datetime, datetime | None]


def _time(written: str) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _demo(dataset: str) -> list[dict[str, str]]:
    with demo_files()[dataset].open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Ticket:
    """A ticket at a moment; times after it are unknown."""

    row: dict[str, str]
    pauses: list[Span]
    moment: datetime

    def raw(self, header: str) -> datetime | None:
        return _time(self.row[header])

    def at(self, header: str) -> datetime | None:
        time = self.raw(header)
        return time if time is not None and time <= self.moment else None

    @property
    def start(self) -> datetime:
        start = self.raw("派单时间")
        assert start is not None
        return start

    @property
    def outcome(self) -> str:
        closed = self.raw("办结时间")
        return "" if closed is not None and closed > self.moment else self.row["办理结果"]

    @property
    def satisfaction(self) -> str:
        known = self.raw("回访时间") or self.raw("办结时间")
        return "" if known is not None and known > self.moment else self.row["满意度"]

    @property
    def is_accepted(self) -> bool:
        return self.outcome not in ("撤回", "不予受理", "退单", "重复")

    @property
    def is_reopened(self) -> bool:
        return int(self.row["重办次数"] or 0) > 0

    @property
    def is_open_again(self) -> bool:
        return self.is_reopened and not self.row["办理结果"]

    @property
    def is_over(self) -> bool:
        return not self.is_open_again and (self.at("办结时间") is not None or self.outcome == "撤回")

    @property
    def first_close(self) -> datetime | None:
        """Of a reopened ticket; a file that lacks the column knows none."""
        written = _time(self.row.get("首次办结时间", ""))
        return written if written is not None and written <= self.moment else None

    def judged(self, step: str) -> datetime | None:
        """When the step was done, as far as its limit is concerned: a reopened ticket by its first closing."""
        if step != "close" or not self.is_reopened:
            return self.done(step)
        return self.first_close if self.is_over else None

    def done(self, step: str) -> datetime | None:
        if step == "contact":
            contacted, surveyed = self.at("对接诉求人时间"), self.at("现场勘察时间")
            return max(contacted, surveyed) if contacted and surveyed else None
        if step == "close" and self.is_open_again:
            return None
        return self.at({"claim": "认领时间", "report": "反馈进展时间", "close": "办结时间"}[step])

    def first(self, step: str) -> datetime | None:
        headers = {
            "claim": ("认领时间",),
            "contact": ("对接诉求人时间", "现场勘察时间"),
            "report": ("反馈进展时间",),
            "close": ("办结时间",),
        }[step]
        return min((time for header in headers if (time := self.raw(header))), default=None)

    def limit(self, step: str, until: datetime) -> datetime | None:
        """The limit moved by the pauses from the dispatch until then, second by second of their union."""
        if step == "close":
            limit = self.raw("办结时限")
        elif self.row["工单类别"] == "C" and self.row["是否疑难工单"] != "是":
            limit = None
        else:
            limit = self.start + timedelta(hours=STEPS[step])
        return limit + self.paused(until) if limit else None

    def paused(self, until: datetime) -> timedelta:
        total, reached = timedelta(0), self.start
        for since, resumed in sorted(self.pauses, key=lambda span: span[0]):
            begin, end = max(since, reached), min(resumed or until, until)
            if end > begin:
                total += end - begin
                reached = end
        return total

    @property
    def is_paused(self) -> bool:
        return any(since <= self.moment and (end is None or end > self.moment) for since, end in self.pauses)

    def state(self, step: str) -> str:
        """The demonstration files have every column, so nothing is unrecorded for lack of one."""
        done, first = self.judged(step), self.first(step)
        if first is not None and first <= self.moment and first < self.start:
            return "fault"
        limit = self.limit(step, done or self.moment)
        if limit is None:
            return "not_applicable"
        if done is not None:
            return "on_time" if done <= limit else "late"
        if self.is_over or self.is_skipped(step):
            return "unrecorded"
        return "waiting" if self.moment <= limit else "overdue"

    def is_skipped(self, step: str) -> bool:
        later = {"claim": ["contact", "report"], "contact": ["report"]}.get(step, [])
        return any((time := self.first(one)) is not None and time <= self.moment for one in later)

    def states(self) -> dict[str, str]:
        return {step: self.state(step) for step in ("claim", "contact", "report", "close")}

    def hours_left(self) -> Iterator[tuple[str, float]]:
        """The state of each running step and the hours to its limit."""
        for step, state in self.states().items():
            limit = self.limit(step, self.moment)
            if state in ("waiting", "overdue") and limit is not None:
                yield state, (limit - self.moment) / timedelta(hours=1)


def _tickets(moment: datetime, area: str, ticket_class: str) -> list[Ticket]:
    pauses: dict[str, list[Span]] = {}
    for row in _demo("ticket_pauses"):
        since = _time(row["挂起时间"])
        assert since is not None
        pauses.setdefault(row["工单编号"], []).append((since, _time(row["恢复时间"])))
    tickets = [Ticket(row, pauses.get(row["工单编号"], []), moment) for row in _demo("tickets")]
    return [
        ticket
        for ticket in tickets
        if ticket.start <= moment
        and ticket.row["区划代码"].startswith(area)
        and ticket_class in ("", ticket.row["工单类别"])
    ]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _funnel(tickets: list[Ticket]) -> list[Row]:
    reached = {
        "dispatch": [True for _ticket in tickets],
        **{
            step: [ticket.done(step) is not None for ticket in tickets]
            for step in ("claim", "contact", "report", "close")
        },
        "call_back": [ticket.at("回访时间") is not None for ticket in tickets],
        "satisfied": [ticket.satisfaction in ("非常满意", "满意", "基本满意") for ticket in tickets],
    }
    rows: list[Row] = []
    for stage, marks in reached.items():
        count = sum(marks)
        row: Row = {"stage": stage, "ticket_count": count, "recorded_count": len(tickets)}
        row["first_share"] = _share(count, len(tickets))
        row["previous_share"] = _share(count, rows[-1]["ticket_count"]) if rows else None
        names = ("on_time", "late", "waiting", "overdue", "unrecorded", "not_applicable", "fault")
        states = [ticket.state(stage) for ticket in tickets] if stage in (*STEPS, "close") else None
        for name in names:
            row[f"{name}_count"] = states.count(name) if states is not None else None
        counted = states and sum(states.count(name) for name in ("on_time", "late", "overdue"))
        row["on_time_share"] = _share(states.count("on_time"), counted) if states and counted else None
        rows.append(row)
    return rows


def _key_figures(tickets: list[Ticket]) -> Row:
    accepted = [ticket for ticket in tickets if ticket.is_accepted]
    closed = [ticket for ticket in accepted if ticket.done("close")]
    finished = [ticket for ticket in tickets if ticket.done("close")]
    called_back = [ticket for ticket in finished if ticket.at("回访时间")]
    answered = [ticket for ticket in tickets if ticket.satisfaction not in ("", "未接通")]
    satisfied = [ticket for ticket in answered if ticket.satisfaction in ("非常满意", "满意", "基本满意")]
    not_reached = [ticket for ticket in tickets if ticket.satisfaction == "未接通"]
    overdue = [(-left, t) for t in tickets for state, left in t.hours_left() if state == "overdue"]
    near = [
        min((left for state, left in ticket.hours_left() if state == "waiting"), default=1e9)
        for ticket in tickets
        if not ticket.is_paused
    ]
    worst = min(overdue, key=lambda one: (-one[0], one[1].row["工单编号"]), default=None)
    low, high = _wilson(len(satisfied), len(answered))
    return {
        "ticket_count": len(tickets),
        "accepted_count": len(accepted),
        "closed_count": len(closed),
        "closed_share": _share(len(closed), len(accepted)),
        "finished_count": len(finished),
        "called_back_count": len(called_back),
        "called_back_share": _share(len(called_back), len(finished)),
        "answered_count": len(answered),
        "satisfied_count": len(satisfied),
        "satisfied_share": _share(len(satisfied), len(answered)),
        "satisfied_low": low,
        "satisfied_high": high,
        "reached_not_count": len(not_reached),
        "cautious_share": _share(len(satisfied), len(answered) + len(not_reached)),
        "overdue_ticket_count": len({ticket.row["工单编号"] for _hours, ticket in overdue}),
        "overdue_step_count": len(overdue),
        "near_2_count": sum(left <= 2 for left in near),
        "near_8_count": sum(left <= 8 for left in near),
        "near_24_count": sum(left <= 24 for left in near),
        "open_count": sum(not ticket.is_over for ticket in tickets),
        "oldest_overdue_hours": worst[0] if worst else None,
        "oldest_overdue_ticket_id": worst[1].row["工单编号"] if worst else None,
        "fault_ticket_count": sum("fault" in ticket.states().values() for ticket in tickets),
        "future_count": 0,
    }


def _due(tickets: list[Ticket]) -> Row:
    accepted = [ticket for ticket in tickets if ticket.is_accepted]
    limits = [(one, one.limit("close", one.done("close") or one.moment)) for one in accepted]
    states = [one.state("close") for one, limit in limits if limit and limit <= one.moment]
    in_time, late, overdue = (states.count(name) for name in ("on_time", "late", "overdue"))
    return {
        "due_count": in_time + late + overdue,
        "in_time_count": in_time,
        "in_time_share": _share(in_time, in_time + late + overdue),
        "late_count": late,
        "overdue_count": overdue,
        "early_count": sum(bool(one.done("close") and limit and limit > one.moment) for one, limit in limits),
        "no_limit_count": sum(one.raw("办结时限") is None for one in accepted),
    }


def _overdue_at(tickets: list[Ticket], end: datetime) -> int:
    """How many had a step past its limit then that is done, or the ticket ended, only later, or not yet."""
    found = set()
    for ticket in tickets:
        for step, state in ticket.states().items():
            done = ticket.done(step) or ticket.at("办结时间")
            limit = ticket.limit(step, ticket.done(step) or ticket.moment)
            if state in ("late", "overdue") and limit and limit < end and (done is None or done >= end):
                found.add(ticket.row["工单编号"])
    return len(found)


def _reopened(tickets: list[Ticket]) -> Row:
    """All that were ever closed: no period is asked."""
    closed = [t for t in tickets if t.is_accepted and (t.first_close or t.at("办结时间"))]
    counts = [int(ticket.row["重办次数"]) for ticket in closed if ticket.row["重办次数"]]
    again = [ticket for ticket in tickets if ticket.is_open_again]
    reopened = [ticket for ticket in tickets if ticket.is_reopened]
    return {
        "closed_once_count": len(closed),
        "unknown_reopened_count": len(closed) - len(counts),
        "reopened_ticket_count": sum(count >= 1 for count in counts),
        "reopened_share": _share(sum(count >= 1 for count in counts), len(counts)),
        "reopened_twice_count": sum(count >= 2 for count in counts),
        "reopening_count": sum(counts),
        "open_again_count": len(again),
        "kept_closing_count": sum(ticket.at("办结时间") is not None for ticket in again),
        "unjudged_count": sum(ticket.is_over and not ticket.first_close for ticket in reopened),
        "unplaced_count": sum(not (ticket.first_close or ticket.at("办结时间")) for ticket in reopened),
    }


def _wilson(part: int, whole: int) -> tuple[float | None, float | None]:
    if not whole:
        return None, None
    middle, share = 1 + Z * Z / whole, part / whole
    spread = Z * sqrt(share * (1 - share) / whole + Z * Z / (4 * whole * whole))
    centre = share + Z * Z / (2 * whole)
    return max(0.0, (centre - spread) / middle), min(1.0, (centre + spread) / middle)


@pytest.fixture(scope="module")
def demo_store(opened_store: OpenedStore) -> Store:
    store = opened_store("demo")
    for dataset, file in demo_files().items():
        published(store, dataset, file, as_of=DATA_DATE, is_demo=True)
    return store


def _approximately(row: Row) -> Row:
    return {
        key: pytest.approx(value, abs=1e-6) if isinstance(value, float) else value
        for key, value in row.items()
    }


@pytest.mark.parametrize(
    ("area", "ticket_class", "moment"),
    [
        ("", "", DATA_DATE),
        ("150105", "", DATA_DATE),
        ("150105001", "", DATA_DATE),
        ("150102", "B", DATA_DATE),
        ("", "C", DATA_DATE),
        ("", "", datetime(2025, 10, 31, 23, 59, 59)),
        ("150105", "A", datetime(2025, 9, 15, 12, 30)),
        ("150105", "", datetime(2025, 1, 1, 9, 12)),
        ("150105", "", datetime(2025, 1, 1)),  # before the first ticket
    ],
)
def test_the_figures_equal_the_slow_version(
    area: str, ticket_class: str, moment: datetime, demo_store: Store
) -> None:
    filters: dict[str, Any] = {"area": area, "as_of": moment.isoformat()} | (
        {"class": ticket_class} if ticket_class else {}
    )
    tickets = _tickets(moment, area, ticket_class)
    found = run(demo_store, "tickets/funnel", ACCESS, **filters).rows
    assert found == [_approximately(row) for row in _funnel(tickets)]
    assert run(demo_store, "tickets/key_figures", ACCESS, **filters).rows == [
        _approximately(_key_figures(tickets))
    ]
    assert run(demo_store, "tickets/reopened", ACCESS, **filters).rows == [_approximately(_reopened(tickets))]
    assert run(demo_store, "tickets/due", ACCESS, **filters).rows == [_approximately(_due(tickets))]
    for row in run(demo_store, "tickets/overdue_months", ACCESS, **filters).rows:
        end = datetime.combine(months_later(row["month"], 1), datetime.min.time())
        assert row["overdue_ticket_count"] == _overdue_at(tickets, end), row["month"]


@pytest.mark.parametrize("filters", [{}, {"since": "2025-09-01", "until": "2025-10-31"}])
def test_the_rows_behind_a_figure_are_those_that_it_counts(
    demo_store: Store, filters: dict[str, Any]
) -> None:
    head, due = (
        run(demo_store, f"tickets/{name}", ACCESS, **filters).rows[0] for name in ("key_figures", "due")
    )
    steps = {row["step"]: row for row in run(demo_store, "tickets/on_time", ACCESS, **filters).rows}
    counted = {
        "closed_in_time": (due["in_time_count"], due["due_count"]),
        "closed_share": (head["closed_count"], head["accepted_count"]),
        "satisfied_share": (head["satisfied_count"], head["answered_count"]),
        "called_back_share": (head["called_back_count"], head["finished_count"]),
        **{f"{step}_on_time": (row["on_time_count"], row["counted_count"]) for step, row in steps.items()},
    }
    for figure, (met, whole) in counted.items():
        rows = run(demo_store, "tickets/figure_rows", ACCESS, figure=figure, **filters).rows
        parts = [row["part"] for row in rows]
        assert (parts.count("met"), parts.count("met") + parts.count("missed")) == (met, whole), figure
        assert len({row["ticket_id"] for row in rows}) == len(rows)
    whole = run(demo_store, "tickets/figure_rows", ACCESS, figure="ticket_count", **filters).rows
    assert {row["part"] for row in whole} == {"met"}
    assert len(whole) == head["ticket_count"]


def test_the_parts_of_the_demonstration_add_up_to_the_whole(demo_store: Store) -> None:
    whole = run(demo_store, "tickets/key_figures", ACCESS).rows[0]
    for name, counted in (
        (
            "tickets/trend",
            {
                "ticket_count": "ticket_count",
                "closed_count": "closed_count",
                "overdue_count": "overdue_ticket_count",
            },
        ),
        (
            "tickets/months",
            {
                key: key
                for key in (
                    "ticket_count",
                    "accepted_count",
                    "closed_count",
                    "answered_count",
                    "satisfied_count",
                    "overdue_ticket_count",
                )
            },
        ),
        (
            "tickets/categories",
            {key: key for key in ("ticket_count", "closed_count", "overdue_ticket_count")},
        ),
        (
            "tickets/areas",
            {key: key for key in ("ticket_count", "accepted_count", "closed_count", "overdue_ticket_count")},
        ),
        (
            "tickets/overdue_units",
            {key: key for key in ("ticket_count", "overdue_ticket_count", "open_count")},
        ),
    ):
        rows = run(demo_store, name, ACCESS).rows
        for part, total in counted.items():
            assert sum(row[part] for row in rows) == whole[total], (name, part)
    for row in run(demo_store, "tickets/on_time", ACCESS).rows:
        assert row["counted_count"] == row["on_time_count"] + row["late_count"] + row["overdue_count"]
    units = run(demo_store, "tickets/overdue_units", ACCESS).rows
    assert sum(row["near_ticket_count"] for row in units) == whole["near_24_count"]
    listed = run(demo_store, "tickets/overdue", ACCESS).rows
    assert sum(row["state"] == "overdue" for row in listed) == whole["overdue_step_count"]
    assert len({row["ticket_id"] for row in listed if row["state"] == "waiting"}) == whole["near_24_count"]


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"within": "2"},
        {"within": "8784"},
        {"step": "report"},
        {"area": "150105001"},
        {"unit": "赛罕区民政局"},
    ],
)
def test_late_tickets_are_counted_once_each(filters: dict[str, str], demo_store: Store) -> None:
    (totals,) = run(demo_store, "tickets/late_totals", ACCESS, **dict[str, Any](filters)).rows
    listed = run(demo_store, "tickets/overdue", ACCESS, **dict[str, Any](filters)).rows
    for state, name in (("overdue", "overdue_ticket_count"), ("waiting", "near_ticket_count")):
        assert len({row["ticket_id"] for row in listed if row["state"] == state}) == totals[name], state
    units = run(demo_store, "tickets/overdue_units", ACCESS, **dict[str, Any](filters)).rows
    for name in totals:
        assert sum(row[name] for row in units) == totals[name], name


def test_the_rows_behind_a_figure_are_as_many_as_it_says(demo_store: Store) -> None:
    for row in run(demo_store, "tickets/on_time", ACCESS).rows:
        for state in ("on_time", "late", "waiting", "overdue", "unrecorded", "not_applicable", "fault"):
            behind = run(demo_store, "tickets/rows", ACCESS, step=row["step"], state=state).rows
            assert len(behind) == row[f"{state}_count"], (row["step"], state)
            assert {one[f"{row['step']}_state"] for one in behind} <= {state}
