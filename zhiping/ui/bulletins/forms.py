"""The forms in which a bulletin can be had. What writes one is imported as it is wanted: nobody else waits for that."""

from collections.abc import Callable
from dataclasses import dataclass

from zhiping.settings import settings_from
from zhiping.ui.bulletins.written import Bulletin
from zhiping.words import N_


@dataclass(frozen=True)
class Form:
    """One of them: what its button says, and the ending of its files.

    `why_not`: why this machine cannot make it, in a sentence; "" where it can.
    """

    label: str
    ending: str
    mime: str
    written: Callable[[Bulletin], bytes]
    why_not: Callable[[], str] = str


def _word(bulletin: Bulletin) -> bytes:
    from zhiping.ui.bulletins import word

    return word.written(bulletin, settings_from().bulletin_template)


def _why_no_word() -> str:
    from zhiping.ui.bulletins import template

    return template.why_not(settings_from().bulletin_template)


def _excel(bulletin: Bulletin) -> bytes:
    from zhiping.ui.bulletins import workbook

    return workbook.written(bulletin)


def _pdf(bulletin: Bulletin) -> bytes:
    from zhiping.ui.bulletins import pdf

    return pdf.written(bulletin)


def _why_no_pdf() -> str:
    from zhiping.ui.bulletins import pdf

    return pdf.why_not()


FORMS = (
    Form(
        N_("下载 Word"),
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _word,
        _why_no_word,
    ),
    Form(
        N_("下载 Excel"),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _excel,
    ),
    Form(N_("下载 PDF"), "pdf", "application/pdf", _pdf, _why_no_pdf),
)
