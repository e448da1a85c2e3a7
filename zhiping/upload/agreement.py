"""What rows of a system must agree in, asked before a publish as if the file were published already."""

from collections.abc import Callable
from dataclasses import dataclass

from zhiping.contracts.kinds import Row


@dataclass(frozen=True)
class Agreement:
    """`question`: its rows say with `is_failing` what does not agree, and `words` says it in a sentence.

    It is asked for files of `datasets`; of its rows those are told whose values of `key` the file touches.
    """

    question: str
    datasets: frozenset[str]
    key: tuple[str, ...]
    words: Callable[[Row], str]
