"""Matters: what is not as it should be, each a plain value with the way to the page that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhiping.ui.look.told import Said

URGENCY = ("overdue", "late", "fault")  # the states that a matter can have, the most urgent first


@dataclass(frozen=True)
class Matter:
    """One thing that is not as it should be: its state (of URGENCY), a sentence, the page and filters that show it."""

    state: str
    text: Said
    page: str
    filters: Mapping[str, str] = field(default_factory=dict)
