"""What notices about tickets rest on: the callers' answers, what was extended, deferred or excluded, and the weights."""

from collections.abc import Iterable
from datetime import timedelta
from math import ceil
from random import Random

from zhiping.contracts.kinds import Row
from zhiping.demo.tables import DATA_DATE, DISTRICTS, HOME

SEED = 20251105
STAYING = ("rate_weights",)
YEARS = range(2024, 2036)  # whichever year the first start is in
WEIGHTS = {"响应率": 10, "解决率": 45, "满意率": 45, "部分解决": 50}
BASIS = "演示数据：示例考评办法"
DISLIKED = DISTRICTS[HOME] + "五局"  # the unit that stands out on the funnel plots
EXTENDING = DISTRICTS[HOME] + "一局"  # the unit that is in time where extensions count
SATISFIED = ("非常满意", "满意", "基本满意")
UNSATISFIED = ("不满意", "非常不满意")
# what the unit reports of itself -> how the caller sees it, in the order 已解决, 部分解决, 未解决
SEEN = {"已解决": (92, 6, 2), "部分解决": (15, 70, 15), "解释说明": (45, 30, 25), "未解决": (2, 8, 90)}
SEEN_BY_UNSATISFIED = (10, 35, 55)
UNASKED = 0.04  # of those who were reached
EXCLUDED_REASONS = (
    "不属于本地职权",
    "诉求不合法不合理",
    "不属于本地职权",
    "",
    "诉求不合法不合理",
    "重大项目统一处置",
)


def _answered(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.get("satisfaction") not in (None, "未接通")]


def _dissatisfy(rng: Random, rows: list[Row]) -> None:
    """Callers of one unit trade their answers with others of the district: the totals stay what they were."""
    home = [row for row in _answered(rows) if row["area_code"].startswith(HOME)]
    its = [row for row in home if row["lead_unit"] == DISLIKED and row["satisfaction"] in SATISFIED]
    others = [row for row in home if row["lead_unit"] != DISLIKED and row["satisfaction"] in UNSATISFIED]
    for one, other in zip(rng.sample(its, 7), rng.sample(others, 7), strict=True):
        one["satisfaction"], other["satisfaction"] = other["satisfaction"], one["satisfaction"]


def _delay(rng: Random, rows: list[Row]) -> None:
    """Some tickets of the same unit are closed a day or more after their limit, at the same hour."""
    its = [
        row
        for row in rows
        if row["lead_unit"] == DISLIKED
        and row.get("reported_at")
        and row.get("called_back_at")
        and not row["reopened_count"]
        and row["reported_at"] <= row["closed_at"] <= row["due_at"] < DATA_DATE - timedelta(days=12)
    ]
    for row in rng.sample(its, 6):
        later = timedelta(
            days=ceil((row["due_at"] - row["closed_at"]) / timedelta(days=1)) + rng.randint(0, 3)
        )
        row["closed_at"] += later
        row["called_back_at"] += later


def _answer(rng: Random, rows: list[Row]) -> None:
    """What the callers said of being contacted and of the solution; a few were not asked one or the other."""
    for row in _answered(rows):
        is_pleased = row["satisfaction"] in SATISFIED
        if rng.random() >= UNASKED:
            row["caller_contacted"] = rng.random() < (0.98 if is_pleased else 0.75)
        if rng.random() >= UNASKED and row.get("outcome") in SEEN:
            weights = SEEN[row["outcome"]] if is_pleased else SEEN_BY_UNSATISFIED
            row["caller_solved"] = rng.choices(("已解决", "部分解决", "未解决"), weights)[0]


def _allow(rng: Random, rows: list[Row]) -> None:
    """What was extended, deferred and excluded: some that were late, some that were not, some that are open."""
    closed = [row for row in rows if row.get("closed_at") and row.get("outcome") in SEEN]
    late = [row for row in closed if row["closed_at"] > row["due_at"] and not row["reopened_count"]]
    early = [row for row in closed if row["closed_at"] <= row["due_at"] and row["ticket_class"] == "B"]
    extended = [row for row in late if row["lead_unit"] == EXTENDING][:5]
    rest = [row for row in late if row not in extended]
    rng.shuffle(rest)
    for row in [*extended, *rest[:3], *rng.sample(early, 6)]:
        row["extended_due_at"] = row["due_at"] + timedelta(days=rng.choice((5, 5, 10)))
    for row in rest[3:7]:
        row["deferred_until"] = row["due_at"] + timedelta(days=30)
    for row, reason in zip([*rest[7:11], *rng.sample(early, 2)], EXCLUDED_REASONS, strict=True):
        row |= {"is_excluded": True, "excluded_reason": reason or None}
    overdue = [
        row for row in rows if not row.get("closed_at") and row["due_at"] < DATA_DATE - timedelta(hours=50)
    ]
    overdue = [row for row in overdue if not row.get("outcome")]
    for row, days in zip(overdue, (20, -1), strict=False):  # one is deferred still, of one the time is over
        row["deferred_until"] = DATA_DATE + timedelta(days=days)


def complete(rows: list[Row]) -> None:
    """Write all of it into the rows of `tickets`. Nothing that was announced moves: see tests/demo."""
    rng = Random(SEED)
    _dissatisfy(rng, rows)
    _delay(rng, rows)
    _answer(rng, rows)
    for row in rows:
        row["is_excluded"] = False
    _allow(rng, rows)


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: the weights of the three rates."""
    return {
        "rate_weights": [
            {"year": year, "rate": rate, "weight": weight, "basis": BASIS}
            for year in YEARS
            for rate, weight in WEIGHTS.items()
        ]
    }
