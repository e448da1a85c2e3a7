"""Matters: what is not as it should be, each a plain value with the way to the page that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhiping.ui.look.told import Told, joined

URGENCY = ("overdue", "late", "fault")  # the states that a matter can have, the most urgent first


@dataclass(frozen=True)
class Matter:
    """One kind of thing that is not as it should be, all of it in one line, so that each thing counts once.

    `state`: of URGENCY. `brief`: how many, as a part of a sentence; `more`: which, where, of whom, by when.
    The page with these filters shows exactly those.
    """

    state: str
    brief: str
    page: str
    filters: Mapping[str, str] = field(default_factory=dict)
    more: str = ""

    @property
    def text(self) -> Told:
        """The whole line."""
        return joined("，", [self.brief, self.more])
