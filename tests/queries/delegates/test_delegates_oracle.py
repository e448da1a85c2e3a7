"""The figures of the delegates over the demonstration equal a slow, plain second version of their definitions."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import pytest

from tests.demo_sheets import SHEETS
from tests.publishing import publish_texts, published
from tests.queries.conftest import OpenedStore
from zhiping.access.permissions import DEMO_USER, LEADER, Access, NotAllowed, User
from zhiping.asking.run import run
from zhiping.demo import demo_files
from zhiping.demo.tables import DATA_DATE
from zhiping.rules.areas import is_within
from zhiping.store.publishing import Store

ACCESS = Access(DEMO_USER)
LEADER_ALONE = Access(User("领导", frozenset({LEADER})))
READ = (
    "areas",
    "delegates",
    "suggestions",
    "suggestion_tasks",
    "duty_points",
    "duties",
    "pairings",
    "visits",
)
PERIODS: list[dict[str, Any]] = [
    {},
    {"since": "2025-10-01", "until": "2025-10-31"},
    {"since": "2025-07-01", "until": "2025-09-30"},
    {"since": "2025-01-01", "until": "2025-12-31"},
]


@pytest.fixture(scope="module")
def store(opened_store: OpenedStore) -> Store:
    """The demonstration's rows of the delegates alone."""
    store = opened_store("delegates")
    for name, file in demo_files().items():
        if name in READ:
            published(store, name, file, as_of=DATA_DATE)
    return store


def _day(written: str) -> date | None:
    return date.fromisoformat(written[:10]) if written else None


def _is_in(day: date | None, period: dict[str, Any]) -> bool:
    return day is not None and period.get("since", "") <= f"{day}" <= period.get("until", "9999")


def _standard(delegate: dict[str, str], year: int) -> dict[str, tuple[float, float]]:
    """Kind -> points each and cap, of the smallest area around a delegate that has a standard of that year."""
    of_year = [row for row in SHEETS["duty_points"] if row["年度"] == str(year)]
    around = [row for row in of_year if is_within(delegate["区划代码"], row["区划代码"].rstrip("0"))]
    nearest = max((row["区划代码"] for row in around), default="", key=lambda code: len(code.rstrip("0")))
    return {
        row["履职类型"]: (float(row["每次得分"]), float(row["年度上限"]))
        for row in around
        if row["区划代码"] == nearest
    }


def _score(delegate: dict[str, str], until: date) -> float:
    """All points up to a day, year by year: so often so many, but no more than the cap."""
    done = [
        (row["履职类型"], day)
        for row in SHEETS["duties"]
        if row["党代表编号"] == delegate["党代表编号"] and (day := _day(row["履职日期"])) and day <= until
    ]
    total = 0.0
    for (kind, year), count in Counter((kind, day.year) for kind, day in done).items():
        if kind in (points := _standard(delegate, year)):
            each, cap = points[kind]
            total += min(count * each, cap)
    return total


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_points_are_what_the_running_total_of_the_year_grew_by(store: Store, period: dict[str, Any]) -> None:
    since = date.fromisoformat(period.get("since", "2000-01-01"))
    until = date.fromisoformat(period.get("until", "2100-01-01"))
    rows = {row["delegate_id"]: row for row in run(store, "delegates/duty_scores", ACCESS, **period).rows}
    assert len(rows) == len(SHEETS["delegates"])
    for delegate in SHEETS["delegates"]:
        row = rows[delegate["党代表编号"]]
        earned = _score(delegate, until) - _score(delegate, since - timedelta(days=1))
        assert row["points"] == pytest.approx(earned), row["delegate_id"]
    names = [row["delegate_name"] for row in rows.values()]
    assert names == sorted(names)


def test_months_quarters_and_the_year_add_up(store: Store) -> None:
    whole = run(store, "delegates/duty_key_figures", ACCESS).rows[0]["points"]
    months = run(store, "delegates/duty_months", ACCESS).rows
    assert sum(row["points"] for row in months) == pytest.approx(whole)
    assert any(row["capped_count"] for row in run(store, "delegates/duty_scores", ACCESS).rows)


def _reply(row: dict[str, str]) -> str:
    """How a reply stands on the data date."""
    assigned, due, replied = _day(row["交办时间"]), _day(row["办理时限"]), _day(row["反馈时间"])
    if assigned is None:
        return "not_applicable"
    if replied and due:
        return "on_time" if replied <= due else "late"
    return "overdue" if due and due < DATA_DATE.date() else "waiting"


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_suggestions_are_counted_as_their_definitions_say(store: Store, period: dict[str, Any]) -> None:
    now = run(store, "delegates/key_figures", ACCESS, **period).rows[0]
    its = [row for row in SHEETS["suggestions"] if _is_in(_day(row["提交日期"]), period)]
    due = [
        _reply(row)
        for row in SHEETS["suggestions"]
        if (limit := _day(row["办理时限"])) and limit < DATA_DATE.date() and _is_in(limit, period)
    ]
    states = Counter(map(_reply, its))
    assert now["suggestion_count"] == len(its)
    assert now["assigned_count"] == sum(bool(row["交办时间"]) for row in its)
    assert (now["overdue_count"], now["waiting_count"]) == (states["overdue"], states["waiting"])
    assert (now["due_count"], now["due_on_time_count"], now["due_late_count"], now["due_overdue_count"]) == (
        len(due),
        due.count("on_time"),
        due.count("late"),
        due.count("overdue"),
    )
    times = [int(row["督办次数"]) for row in its]
    assert (now["supervised_suggestion_count"], now["supervised_count"]) == (
        sum(map(bool, times)),
        sum(times),
    )
    parts = Counter(
        row["part"]
        for row in run(
            store, "delegates/figure_rows", ACCESS, figure="suggestion_replied_in_time", **period
        ).rows
    )
    assert (parts["met"], parts["met"] + parts["missed"]) == (now["due_on_time_count"], now["due_count"])


def _visits() -> dict[str, list[date]]:
    found = defaultdict(list)
    for row in SHEETS["visits"]:
        found[row["结对编号"]].append(date.fromisoformat(row["走访日期"]))
    return found


def test_a_pair_counts_in_a_month_that_it_was_there_for_whole(store: Store) -> None:
    visits, first, after = _visits(), date(2025, 10, 1), date(2025, 11, 1)
    due = {
        row["结对编号"]
        for row in SHEETS["pairings"]
        if date.fromisoformat(row["结对日期"]) <= first and (row["解除日期"] or "9999") >= f"{after}"
    }
    seen = {pair for pair in due if any(first <= day < after for day in visits[pair])}
    now = run(store, "delegates/pairing_totals", LEADER_ALONE).rows[0]
    assert (now["due_count"], now["visited_count"]) == (len(due), len(seen))
    rows = run(store, "delegates/pairing_rows", ACCESS, figure="pair_visited").rows
    assert {row["pairing_id"] for row in rows if row["part"] == "met"} == seen
    assert {row["pairing_id"] for row in rows if row["part"] == "missed"} == due - seen
    last = run(store, "delegates/pairing_months", LEADER_ALONE).rows[-1]
    assert (last["month"], last["due_count"], last["visited_count"]) == (first, len(due), len(seen))


def test_small_counts_of_households_are_hidden_however_one_looks(store: Store) -> None:
    """One street alone shows no more than the whole county does, and the county's sum does not tell it."""
    whole = {row["area_code"]: row for row in run(store, "delegates/pairing_areas", LEADER_ALONE).rows}
    hidden = {code for code, row in whole.items() if row["is_hidden"]}
    counts = Counter(row["区划代码"] for row in SHEETS["pairings"] if not row["解除日期"])
    assert {code for code, count in counts.items() if count < 5} < hidden
    for code, row in whole.items():
        alone = run(store, "delegates/pairing_areas", LEADER_ALONE, area=code).rows
        assert alone == [row]
        total = run(store, "delegates/pairing_totals", LEADER_ALONE, area=code).rows[0]
        assert total["pair_count"] == row["pair_count"]
        assert (total["visited_count"], total["due_now_count"], total["most_count"]) == (None, None, None)


def test_households_and_scores_are_for_the_people_role_alone(store: Store) -> None:
    for name in ("pairing_rows", "pairing_delegates", "pairing_cells", "duty_scores", "duty_rows"):
        with pytest.raises(NotAllowed):
            run(store, f"delegates/{name}", LEADER_ALONE)
        with pytest.raises(NotAllowed):
            run(store, f"delegates/{name}", Access(DEMO_USER, {"area": "150105"}))


def test_the_three_lists_are_one_table_in_three_orders(store: Store) -> None:
    orders = {
        name: [
            (row["suggestion_id"], row["unit"])
            for row in run(store, "delegates/tasks", ACCESS, list=name).rows
        ]
        for name in ("tasks", "duties", "deadlines")
    }
    assert len({tuple(sorted(rows)) for rows in orders.values()}) == 1
    assert len({tuple(rows) for rows in orders.values()}) == 3
    assert orders["tasks"] == sorted(orders["tasks"], key=lambda each: each[0])
    open_first = [row["done_on"] is not None for row in run(store, "delegates/tasks", ACCESS).rows]
    assert open_first == sorted(open_first)


def test_two_hidden_counties_hide_their_sum(opened_store: OpenedStore) -> None:
    """Where a county's visits are hidden, what is told of all counties would tell them."""
    store = opened_store("two-counties")
    pairs = "".join(
        f"P{n},D1,H{n},低保户,{150102 if n < 8 else 150105}001000,2025-01-01\n" for n in range(30)
    )
    visits = "".join(f"V{n},P{n},2025-10-10\n" for n in range(2, 24))
    texts = {
        "pairings": f"结对编号,党代表编号,户代号,家庭类型,区划代码,结对日期\n{pairs}",
        "visits": f"走访编号,结对编号,走访日期\n{visits}",
    }
    publish_texts(store, texts, as_of=DATA_DATE)

    def seen(**area: Any) -> tuple[Any, ...]:
        row = run(store, "delegates/pairing_totals", LEADER_ALONE, **area).rows[0]
        return row["pair_count"], row["due_count"], row["visited_count"]

    assert seen(area="150102") == (8, None, None)  # two of the eight were not visited
    assert seen(area="150105") == (22, 22, 16)
    assert seen() == (30, None, None)
