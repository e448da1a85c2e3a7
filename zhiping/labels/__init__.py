"""What the columns of answers are called where no contract says it: a file a system, found by its name.

They stand apart from what is drawn, so that a terminal knows them without it.
"""

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module


@dataclass(frozen=True)
class Labels:
    """`columns`: column -> what it is called in the answers of a system; `questions`: question -> its own, which go before."""

    columns: Mapping[str, str]
    questions: Mapping[str, Mapping[str, str]]


@cache
def labels_of(system: str) -> Labels:
    """The LABELS and QUESTION_LABELS of a system's file; none where it has no such file."""
    if system not in {module.name for module in pkgutil.iter_modules(__path__)}:
        return Labels({}, {})
    found = import_module(f"{__name__}.{system}")
    return Labels(getattr(found, "LABELS", {}), getattr(found, "QUESTION_LABELS", {}))
