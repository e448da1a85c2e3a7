"""A slow, plain second version of what a ticket is at a moment, over the files of the demonstration."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

import pytest

from zhiping.contracts.kinds import Row
from zhiping.demo import demo_files

Z = 1.959964
STEPS = {"claim": 1, "contact": 24, "report": 48}  # the hours of the uploaded standard; C has none
Span = tuple[datetime, datetime | None]


def _time(written: str) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def demo_sheet(dataset: str) -> list[dict[str, str]]:
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
            limit = self.raw("延期后时限") or self.raw("办结时限")
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


def tickets_at(moment: datetime, area: str, ticket_class: str) -> list[Ticket]:
    pauses: dict[str, list[Span]] = {}
    for row in demo_sheet("ticket_pauses"):
        since = _time(row["挂起时间"])
        assert since is not None
        pauses.setdefault(row["工单编号"], []).append((since, _time(row["恢复时间"])))
    tickets = [Ticket(row, pauses.get(row["工单编号"], []), moment) for row in demo_sheet("tickets")]
    return [
        ticket
        for ticket in tickets
        if ticket.start <= moment
        and ticket.row["区划代码"].startswith(area)
        and ticket_class in ("", ticket.row["工单类别"])
    ]


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def wilson(part: int, whole: int) -> tuple[float | None, float | None]:
    if not whole:
        return None, None
    middle, share = 1 + Z * Z / whole, part / whole
    spread = Z * sqrt(share * (1 - share) / whole + Z * Z / (4 * whole * whole))
    centre = share + Z * Z / (2 * whole)
    return max(0.0, (centre - spread) / middle), min(1.0, (centre + spread) / middle)


def approximately(row: Row) -> Row:
    return {
        key: pytest.approx(value, abs=1e-6) if isinstance(value, float) else value
        for key, value in row.items()
    }
