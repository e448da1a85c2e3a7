"""督办: which steps a task takes, whose each of them is, and where it stands against its limit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from zhiping.contracts.tasks import ANY_OPEN, TASK_STATES
from zhiping.words import N_

SENT, TAKEN, ANSWERED, ASSESSED, WITHDRAWN = "sent", "taken", "answered", "assessed", "withdrawn"
STATES = {key: label for key, label in TASK_STATES.items() if key != ANY_OPEN}
OPEN = (SENT, TAKEN)  # the clock runs
UNIT, MAKER = "unit", "maker"  # whose a step is: the responsible unit's, or that of whoever gave the task


@dataclass(frozen=True)
class Step:
    """What can be done with a task. `side`: whose it is; `said`: what has to be written with it, "" for nothing."""

    key: str
    label: str
    done: str
    before: tuple[str, ...]
    after: str
    side: str
    said: str = ""


STEPS: Mapping[str, Step] = {
    one.key: one
    for one in (
        Step("sign", N_("签收"), N_("已签收"), (SENT,), TAKEN, UNIT),
        Step("answer", N_("反馈"), N_("已反馈"), (TAKEN,), ANSWERED, UNIT, N_("办理情况")),
        Step("return", N_("退回重办"), N_("已退回重办"), (ANSWERED,), TAKEN, MAKER, N_("退回理由")),
        Step("assess", N_("评估"), N_("已评估"), (ANSWERED,), ASSESSED, MAKER, N_("评估意见")),
        Step("withdraw", N_("撤回"), N_("已撤回"), (SENT, TAKEN, ANSWERED), WITHDRAWN, MAKER, N_("撤回理由")),
    )
}


def steps_from(state: str) -> tuple[Step, ...]:
    """The steps that a task in a state can take."""
    return tuple(one for one in STEPS.values() if state in one.before)


def clock_state(due_at: datetime, answered_at: datetime | None, moment: datetime) -> str:
    """Where an answer stands against its limit, as a step of a ticket does (the macro step_state): met exactly is on time.

    on_time, late, waiting or overdue; an answer after the moment counts as not yet.
    """
    if answered_at is not None and answered_at <= moment:
        return "on_time" if answered_at <= due_at else "late"
    return "waiting" if moment <= due_at else "overdue"


_CLOSE = time(18)  # of an office's day
_LEAST = timedelta(hours=2)  # what remains of today, or tomorrow is meant


def usual_due(now: datetime) -> datetime:
    """The limit that is offered first: today 18:00, tomorrow where less than two hours remain."""
    today = datetime.combine(now.date(), _CLOSE)
    return today if today - now >= _LEAST else today + timedelta(days=1)
