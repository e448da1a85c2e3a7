"""The funnel and the key figures of the demonstration data equal a slow, plain second version of the definitions."""

from collections import Counter
from datetime import datetime
from typing import Any

import pytest

from tests.queries.conftest import OpenedStore
from tests.queries.tickets.slow import STEPS, Ticket, approximately, demo_sheet, share, tickets_at, wilson
from tests.templates import demonstration
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.contracts.kinds import Row
from zhiping.demo.tables import DATA_DATE
from zhiping.rules.periods import months_later
from zhiping.store.publishing import Store

ACCESS = Access(DEMO_USER)


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
        row["first_share"] = share(count, len(tickets))
        row["previous_share"] = share(count, rows[-1]["ticket_count"]) if rows else None
        names = ("on_time", "late", "waiting", "overdue", "unrecorded", "not_applicable", "fault")
        states = [ticket.state(stage) for ticket in tickets] if stage in (*STEPS, "close") else None
        for name in names:
            row[f"{name}_count"] = states.count(name) if states is not None else None
        judged = ("on_time", "late", "overdue")
        counted = sum(states.count(name) for name in judged) if states is not None else None
        row["counted_count"] = counted
        row["on_time_share"] = share(states.count("on_time"), counted) if states and counted else None
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
    low, high = wilson(len(satisfied), len(answered))
    return {
        "ticket_count": len(tickets),
        "accepted_count": len(accepted),
        "closed_count": len(closed),
        "closed_share": share(len(closed), len(accepted)),
        "finished_count": len(finished),
        "called_back_count": len(called_back),
        "called_back_share": share(len(called_back), len(finished)),
        "answered_count": len(answered),
        "satisfied_count": len(satisfied),
        "satisfied_share": share(len(satisfied), len(answered)),
        "satisfied_low": low,
        "satisfied_high": high,
        "reached_not_count": len(not_reached),
        "cautious_share": share(len(satisfied), len(answered) + len(not_reached)),
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
        "in_time_share": share(in_time, in_time + late + overdue),
        "late_count": late,
        "overdue_count": overdue,
        "early_count": sum(bool(one.done("close") and limit and limit > one.moment) for one, limit in limits),
        "no_limit_count": sum(
            one.raw("延期后时限") is None and one.raw("办结时限") is None for one in accepted
        ),
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
        "reopened_share": share(sum(count >= 1 for count in counts), len(counts)),
        "reopened_twice_count": sum(count >= 2 for count in counts),
        "reopening_count": sum(counts),
        "open_again_count": len(again),
        "kept_closing_count": sum(ticket.at("办结时间") is not None for ticket in again),
        "unjudged_count": sum(ticket.is_over and not ticket.first_close for ticket in reopened),
        "unplaced_count": sum(not (ticket.first_close or ticket.at("办结时间")) for ticket in reopened),
    }


@pytest.fixture(scope="module")
def demo_store(opened_store: OpenedStore) -> Store:
    return opened_store("demo", demonstration)


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
    tickets = tickets_at(moment, area, ticket_class)
    found = run(demo_store, "tickets/funnel", ACCESS, **filters).rows
    assert found == [approximately(row) for row in _funnel(tickets)]
    assert run(demo_store, "tickets/key_figures", ACCESS, **filters).rows == [
        approximately(_key_figures(tickets))
    ]
    assert run(demo_store, "tickets/reopened", ACCESS, **filters).rows == [approximately(_reopened(tickets))]
    assert run(demo_store, "tickets/due", ACCESS, **filters).rows == [approximately(_due(tickets))]
    for row in run(demo_store, "tickets/overdue_months", ACCESS, **filters).rows:
        end = datetime.combine(months_later(row["month"], 1), datetime.min.time())
        assert row["overdue_ticket_count"] == _overdue_at(tickets, end), row["month"]


SATISFIED = ("非常满意", "满意", "基本满意")
GRADES = (*SATISFIED, "不满意", "非常不满意", "未接通")
ALWAYS = (datetime(2000, 1, 1), datetime(2100, 1, 1))
AUTUMN = (datetime(2025, 9, 1), datetime(2025, 11, 1))


def _weights() -> dict[str, float]:
    return {row["率"]: float(row["权重(%)"]) for row in demo_sheet("rate_weights") if row["年度"] == "2025"}


def _due_within(tickets: list[Ticket], since: datetime, until: datetime) -> list[str]:
    """The states of closing of the accepted tickets whose limit fell into a period and is past."""
    states = []
    for one in tickets:
        limit = one.limit("close", one.judged("close") or one.done("close") or one.moment)
        state = one.state("close")
        if one.is_accepted and limit and since <= limit < until and limit <= one.moment:
            states += [state] if state in ("on_time", "late", "overdue") else []
    return states


def _rates(every: list[Ticket], since: datetime, until: datetime) -> Row:
    """The rates of a group of tickets in a period, each of its own day."""
    tickets = [ticket for ticket in every if since <= ticket.start < until]
    states = _due_within(every, since, until)
    closed = [
        t
        for t in every
        if t.is_accepted and since <= (t.first_close or t.at("办结时间") or ALWAYS[1]) < until
    ]
    counts = [int(ticket.row["重办次数"]) for ticket in closed if ticket.row["重办次数"]]
    answers = Counter(ticket.satisfaction for ticket in tickets)
    satisfied, answered = (sum(answers[one] for one in grades) for grades in (SATISFIED, GRADES[:5]))
    valid = [t for t in tickets if t.satisfaction not in ("", "未接通") or not t.satisfaction and _said(t)]
    contacted = Counter(_known(ticket, "群众称已联系") for ticket in valid)
    solved = Counter(_known(ticket, "群众称解决") for ticket in valid)
    asked_contacted, asked_solved = contacted["是"] + contacted["否"], sum(solved.values()) - solved[""]
    finished = [ticket for ticket in tickets if ticket.done("close")]
    weights = _weights()
    rates = {
        "响应率": share(contacted["是"], asked_contacted) if asked_contacted >= 10 else None,
        "解决率": (solved["已解决"] + solved["部分解决"] * weights["部分解决"] / 100) / asked_solved
        if asked_solved >= 10
        else None,
        "满意率": share(satisfied, answered) if answered >= 10 else None,
    }
    scored = [weights[name] * rate for name, rate in rates.items() if rate is not None]
    low, high = wilson(satisfied, answered)
    return {
        "ticket_count": len(tickets),
        "accepted_count": sum(ticket.is_accepted for ticket in tickets),
        "repeated_count": sum(ticket.outcome == "重复" for ticket in tickets),
        "due_count": len(states),
        "in_time_count": states.count("on_time"),
        "in_time_share": share(states.count("on_time"), len(states)),
        "called_back_share": share(sum(bool(t.at("回访时间")) for t in finished), len(finished)),
        "satisfied_share": share(satisfied, answered),
        "satisfied_low": low,
        "satisfied_high": high,
        "firmly_satisfied_count": answers["非常满意"] + answers["满意"],
        "cautious_share": share(satisfied, answered + answers["未接通"]),
        "valid_count": len(valid),
        "asked_contacted_count": asked_contacted,
        "contacted_count": contacted["是"],
        "asked_solved_count": asked_solved,
        "solved_count": solved["已解决"],
        "partly_solved_count": solved["部分解决"],
        "known_reopened_count": len(counts),
        "reopened_ticket_count": sum(count >= 1 for count in counts),
        "reopened_share": share(sum(count >= 1 for count in counts), len(counts)),
        "rate_score": sum(scored) if len(scored) == 3 else None,
    }


def _known(ticket: Ticket, header: str) -> str:
    known = ticket.raw("回访时间") or ticket.raw("办结时间")
    return "" if known is not None and known > ticket.moment else ticket.row[header]


def _said(ticket: Ticket) -> bool:
    return bool(_known(ticket, "群众称已联系") or _known(ticket, "群众称解决"))


def _period(since: datetime, until: datetime) -> dict[str, Any]:
    return {} if (since, until) == ALWAYS else {"since": "2025-09-01", "until": "2025-10-31"}


@pytest.mark.parametrize("period", [ALWAYS, AUTUMN])
@pytest.mark.parametrize(
    ("question", "column", "header"),
    [
        ("tickets/units", "lead_unit", "主办单位"),
        ("tickets/channels", "channel", "来源"),
        ("tickets/categories", "category", "诉求类别"),
        ("tickets/rates", "", ""),
    ],
)
def test_the_rates_of_every_group_equal_the_slow_version(
    question: str, column: str, header: str, period: tuple[datetime, datetime], demo_store: Store
) -> None:
    tickets = tickets_at(DATA_DATE, "", "")
    groups: dict[str, list[Ticket]] = {}
    for ticket in tickets:
        groups.setdefault(ticket.row[header] if header else "", []).append(ticket)
    found = {row.get(column, ""): row for row in run(demo_store, question, ACCESS, **_period(*period)).rows}
    assert found
    for name, row in found.items():
        expected = _rates(groups[name], *period)
        assert {key: row[key] for key in expected} == approximately(expected), name
    assert sum(row["due_count"] for row in found.values()) == len(_due_within(tickets, *period))


@pytest.mark.parametrize("period", [ALWAYS, AUTUMN])
def test_the_rates_with_and_without_what_was_allowed_equal_the_slow_version(
    period: tuple[datetime, datetime], demo_store: Store
) -> None:
    rows = {row["way"]: row for row in run(demo_store, "tickets/allowances", ACCESS, **_period(*period)).rows}
    every = tickets_at(DATA_DATE, "", "")
    unextended = [Ticket({**one.row, "延期后时限": ""}, one.pauses, one.moment) for one in every]
    kept = {
        "all": every,
        "without_excluded": [one for one in every if one.row["不纳入考核"] != "是"],
        "without_deferred": [one for one in every if not one.row["挂账至"]],
        "original_limits": unextended,
    }
    kept["without_both"] = [one for one in kept["without_deferred"] if one in kept["without_excluded"]]
    for way, tickets in kept.items():
        expected = _rates(tickets, *period)
        names = ("due_count", "in_time_count", "in_time_share", "satisfied_share")
        assert {name: rows[way][name] for name in names} == approximately(
            {name: expected[name] for name in names}
        ), way


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
    for state, name in (("overdue", "overdue"), ("waiting", "near")):
        steps = [row["ticket_id"] for row in listed if row["state"] == state]
        counted = totals[f"{name}_ticket_count"], totals[f"{name}_step_count"]
        assert (len({*steps}), len(steps)) == counted, state
    units = run(demo_store, "tickets/overdue_units", ACCESS, **dict[str, Any](filters)).rows
    for name in ("overdue_ticket_count", "near_ticket_count", "open_count", "ticket_count"):
        assert sum(row[name] for row in units) == totals[name], name


def test_the_rows_behind_a_figure_are_as_many_as_it_says(demo_store: Store) -> None:
    for row in run(demo_store, "tickets/on_time", ACCESS).rows:
        for state in ("on_time", "late", "waiting", "overdue", "unrecorded", "not_applicable", "fault"):
            behind = run(demo_store, "tickets/rows", ACCESS, step=row["step"], state=state).rows
            assert len(behind) == row[f"{state}_count"], (row["step"], state)
            assert {one[f"{row['step']}_state"] for one in behind} <= {state}
