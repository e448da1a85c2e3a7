"""通报: made of the other systems, with no dataset of its own; the filter that says which of them."""

from typing import Any

from zhiping.contracts.filters import Filter
from zhiping.contracts.kinds import System
from zhiping.words import N_


def _names(written: str) -> tuple[Any, ...]:
    # Which systems there are is found by walking, from above: a name that is none takes nothing in.
    if not all(name.isascii() and name.isidentifier() for name in written.split(",")):
        raise ValueError(written)
    return ()


DATASETS = ()
SYSTEM = System(
    "bulletins",
    N_("通报"),
    noun=N_("通报"),
    is_for_colleagues=True,
    filters=(
        Filter(
            "systems",
            N_("内容"),
            (),
            (),
            _names,
            N_("系统的名字，用逗号隔开，写成 tickets,stations"),
            why_view_only=N_("通报里写哪些系统，不决定读到哪些数据"),
        ),
    ),
)
