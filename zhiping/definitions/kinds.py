"""What a measure is made of: its key, its words, and the question that counts it."""

from dataclasses import dataclass
from typing import Literal

from zhiping.words import N_

Direction = Literal["higher", "lower", "neither"]

DIRECTIONS: dict[Direction, str] = {
    "higher": N_("越高越好"),
    "lower": N_("越低越好"),
    "neither": N_("不分好坏"),
}


@dataclass(frozen=True)
class Measure:
    """One figure's meaning. `target` is a share (0-1) that the source sets; `question` is where it is counted.

    `why_no_rows`: why nobody is shown the rows behind it, in a sentence; "" where they may be shown.
    """

    key: str
    name: str
    definition: str
    formula: str
    unit: str
    direction: Direction
    question: str
    target: float | None = None
    why_no_rows: str = ""
