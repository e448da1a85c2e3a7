"""The forms in which a bulletin can be had. What writes one is imported as it is wanted: nobody else waits for that."""

from collections.abc import Callable
from dataclasses import dataclass

from zhiping.ui.bulletins.written import Bulletin
from zhiping.words import N_


@dataclass(frozen=True)
class Form:
    """One of them: what its button says, and the ending of its files."""

    label: str
    ending: str
    mime: str
    written: Callable[[Bulletin], bytes]


def _word(bulletin: Bulletin) -> bytes:
    from zhiping.ui.bulletins import word

    return word.written(bulletin)


FORMS = (
    Form(
        N_("下载 Word"),
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _word,
    ),
)
