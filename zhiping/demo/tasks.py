"""演示数据 of 督办: a few tasks in every state, whose days are reckoned from the end of the demonstration's data.

They lie in its folder, not in the small state: who tries the demonstration needs no database until a step is taken.
"""

import json
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from zhiping.access.task import Task
from zhiping.settings import DEMO


@cache
def _written() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads((DEMO / "tasks.json").read_text("utf-8")))


def demo_tasks(data_end: datetime) -> list[Task]:
    """The tasks of the demonstration, the newest first; `data_end`: the moment at which its data end."""

    def moment(days: float | None) -> datetime | None:
        return None if days is None else data_end + timedelta(days=days)

    found = []
    for one in _written():
        made_at, due_at = data_end + timedelta(days=one["made"]), data_end + timedelta(days=one["due"])
        cause = {**one["cause"], "data_on": f"{made_at.date()}"}
        if days := cause.pop("days", None):
            cause["filters"] = cause["filters"] | {
                key: f"{(data_end + timedelta(days=day)).date()}"
                for key, day in zip(("since", "until"), days, strict=True)
            }
        texts = {
            key: one[key] for key in ("number", "unit", "post", "what", "area", "state", "message", "maker")
        }
        found.append(
            Task(
                **texts,
                made_at=made_at,
                due_at=due_at,
                answered_at=moment(one["answered"]),
                is_demo=True,
                cause=cause,
            )
        )
    return sorted(found, key=lambda task: task.made_at, reverse=True)
