"""What the stages of a ticket are called."""

from zhiping.words import N_

STEPS: dict[str, str] = {
    "claim": N_("认领"),
    "contact": N_("对接勘察"),
    "report": N_("反馈"),
    "close": N_("办结"),
}
STAGES: dict[str, str] = {"dispatch": N_("派单"), **STEPS, "call_back": N_("回访"), "satisfied": N_("满意")}
