"""What SQL cannot say: questions whose rows a rule in Python finishes.

The finisher stands between the store and every reader: page, export, terminal and link get the same
finished rows, and what went in (a single rater's scores) never comes out. Which questions have one is said in
zhiping/asking/finishers/, a file a system.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from zhiping.contracts.kinds import Row


@dataclass(frozen=True)
class Finisher:
    """`rule(rows, **parameters, **beside)` gives the finished rows.

    `parameters`: those of the question that the rule needs too. `beside`: an argument of the rule ->
    the question whose rows it takes. `source`: the question whose rows it finishes, for one that has no SQL of
    its own and says here in `summary` what it answers and what a row is; else its own.

    `is_guarded`: its rows name nobody and hide small counts, so it may be asked by who may not see single persons.
    """

    rule: Callable[..., list[Row]]
    parameters: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    summary: str = ""
    is_guarded: bool = False
