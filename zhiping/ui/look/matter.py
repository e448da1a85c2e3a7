"""Matters: what is not as it should be, each a plain value with the way to exactly the things that it counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from zhiping.contracts.kinds import Row
from zhiping.ui.look.told import Told, joined
from zhiping.words import _

URGENCY = ("overdue", "late", "fault")  # the states that a matter can have, the most urgent first


@dataclass(frozen=True)
class Things:
    """What a matter counts: the rows of a question, each of them one thing or (by `key`) a part of one.

    `rows` asks for them when they are wanted. `columns`: those to show. `opens`: as in Behind.
    """

    question: str
    rows: Callable[[], Sequence[Row]]
    key: str
    columns: tuple[str, ...]
    opens: tuple[str, str, str] | None = None


@dataclass(frozen=True)
class Matter:
    """One kind of thing that is not as it should be, all of it in one line, so that each thing counts once.

    `name`: its word in an address, one of its system's. `state`: of URGENCY. `brief`: how many, as a part of a
    sentence; `more`: which, where, of whom, by when. `things` stand at the head of the page that the line leads to,
    unless that page itself begins with them (`is_page_own`); None where the page is about nothing that can be listed.
    `count`: how many; `days`: how long the longest of them has stood, where that is known.
    """

    name: str
    state: str
    brief: str
    page: str
    count: int
    days: float = 0
    filters: Mapping[str, str] = field(default_factory=dict)
    more: str = ""
    things: Things | None = None
    is_page_own: bool = False

    @property
    def rank(self) -> tuple[int, float, int]:
        """By which a list of matters is sorted: the most urgent, of those the longest standing, of those the most."""
        return URGENCY.index(self.state), -self.days, -self.count

    @property
    def system(self) -> str:
        """The system that it is about."""
        return self.page.split("/")[0]

    @property
    def text(self) -> Told:
        """The whole line."""
        return joined(_("，"), [self.brief, self.more])
