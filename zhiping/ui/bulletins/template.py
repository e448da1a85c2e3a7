"""An office's own Word template: its head, margins and styles stay, and the fields in it are filled.

A field is written {{正文}}. Filled are those of FIELDS; the text goes where {{正文}} stands in a paragraph of its own.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from zhiping.words import _

BODY = "正文"
FIELDS = ("标题", "时段", "编号", "生成", BODY)
_FIELD = re.compile(r"\{\{\s*(.*?)\s*\}\}")


def why_not(path: Path | None) -> str:
    """Why a template cannot be used, with the fields that it should not or should have; "" where it can, or is none."""
    if path is None:
        return ""
    try:
        document = Document(str(path))
    except Exception:  # noqa: BLE001 - whatever python-docx, zipfile or lxml say of a file that is none
        return _("通报模板 {path} 打不开，或者不是 .docx。请检查 ZHIPING_BULLETIN_TEMPLATE。").format(
            path=path
        )
    found = {name for paragraph in _paragraphs(document) for name in _FIELD.findall(paragraph.text)}
    if unknown := sorted(found - set(FIELDS)):
        return _("通报模板里有不认识的字段：{unknown}。可用的有：{known}。").format(
            unknown=_("、").join(unknown), known=_("、").join(FIELDS)
        )
    if sum(paragraph.text.strip() == f"{{{{{BODY}}}}}" for paragraph in document.paragraphs) != 1:
        return _("通报模板里应有一段只写 {field}，正文放在那里。").format(field=f"{{{{{BODY}}}}}")
    return ""


def fill(document: Any, values: Mapping[str, str]) -> Any:
    """Put values in the place of all fields but the body's; the paragraph that holds that one."""
    place = None
    for paragraph in _paragraphs(document):
        if paragraph.text.strip() == f"{{{{{BODY}}}}}":
            place = paragraph
        elif _FIELD.search(paragraph.text):
            whole = _FIELD.sub(lambda field: values[field[1]], paragraph.text)
            first, *rest = paragraph.runs  # Word parts a field into several runs as it likes
            first.text = whole
            for run in rest:
                run.text = ""
    return place


def move_before(place: Any, elements: list[Any]) -> None:
    """Put what was written to the end of a document in the place of a paragraph."""
    for element in elements:
        place._p.addprevious(element)
    place._p.getparent().remove(place._p)


def _paragraphs(document: Any) -> Iterator[Any]:
    """All of the text, of tables, and of what stands on every sheet."""
    for section in document.sections:
        for edge in (section.header, section.footer, section.even_page_header, section.even_page_footer):
            if not edge.is_linked_to_previous:
                yield from edge.paragraphs
    yield from (Paragraph(element, document) for element in list(document.element.body.iter(qn("w:p"))))
