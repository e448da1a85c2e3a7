"""The stages of a ticket: what they are called, and by which filters the tickets at one stand."""

from zhiping.contracts.kinds import Row
from zhiping.contracts.tickets import STAGES_WITHOUT_LIMIT
from zhiping.words import N_

STEPS: dict[str, str] = {
    "claim": N_("认领"),
    "contact": N_("对接勘察"),
    "report": N_("反馈"),
    "close": N_("办结"),
}
STAGES: dict[str, str] = {"dispatch": N_("派单"), **STEPS, "call_back": N_("回访"), "satisfied": N_("满意")}


def step_filters(row: Row, state: str) -> dict[str, str]:
    """The filters of tickets/rows under which the tickets of a part of the funnel stand: by its state or, without, stage."""
    if not state:
        return {"step": row["stage"]} if row["stage"] in STAGES_WITHOUT_LIMIT and row["ticket_count"] else {}
    return {"step": row["stage"], "state": state} if row.get(f"{state}_count") else {}
