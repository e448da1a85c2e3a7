"""The parts of a Word paragraph: text in a font, references, bookmarks, links."""

from itertools import count
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

# Of ISO/IEC 29500, as far as we and python-docx write them.
PARTS_IN_ORDER = {
    qn(name): [qn(f"w:{child}") for child in children.split()]
    for name, children in {
        "w:pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr suppressLineNumbers pBdr shd tabs"
        " suppressAutoHyphens snapToGrid spacing ind contextualSpacing mirrorIndents jc outlineLvl rPr sectPr",
        "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u"
        " effect bdr shd fitText vertAlign rtl cs em lang",
        "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar"
        " tblLook",
    }.items()
}
LATIN = "Times New Roman"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def say(paragraph: Any, text: str, font: str, size: Any) -> Any:
    """A text in a font for Chinese; the run that holds it."""
    run = paragraph.add_run(text)
    run.font.size = size
    name_font(run._r.get_or_add_rPr(), font)
    return run


def name_font(properties: Any, font: str) -> None:
    """Set the font of Chinese letters beside that of Latin ones, in the properties of a run or a style."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = made("w:rFonts")
        properties.insert(0, fonts)
    for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[theme]
    for kind, name in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", font)):
        fonts.set(qn(f"w:{kind}"), name)


def refer(paragraph: Any, number: int, font: str) -> None:
    """The number of a note, small and raised, which leads to it."""
    way = made("w:hyperlink", anchor=f"note{number}")
    run = paragraph.add_run(f"[{number}]")
    run.font.superscript = True
    name_font(run._r.get_or_add_rPr(), font)
    way.append(run._r)
    paragraph._p.append(way)


def mark(paragraph: Any, number: int) -> None:
    """Where the references to a note lead."""
    paragraph._p.append(made("w:bookmarkStart", id=str(number), name=f"note{number}"))
    paragraph._p.append(made("w:bookmarkEnd", id=str(number)))


def link(document: Any, paragraph: Any, text: str, address: str, font: str, size: Any) -> None:
    """A text that leads to an address, where there is one."""
    run = say(paragraph, text, font, size)
    if address:
        relation = document.part.relate_to(
            address,
            RELATIONSHIP_TYPE.HYPERLINK,
            is_external=True,
        )
        way = OxmlElement("w:hyperlink")
        way.set(qn("r:id"), relation)
        way.append(run._r)
        paragraph._p.append(way)


def page_number() -> list[Any]:
    """The field that counts the pages: what begins it, what it is, what ends it, a run each."""
    code = made("w:instrText")
    code.text = "PAGE"
    return [made("w:fldChar", fldCharType="begin"), code, made("w:fldChar", fldCharType="end")]


def put(properties: Any, element: Any) -> None:
    """Put an element into properties where the standard wants it: Word refuses a file with another order."""
    order = PARTS_IN_ORDER[properties.tag]
    place = order.index(element.tag)
    later = set(order[place + 1 :])
    before = next((one for one in properties if one.tag in later), None)
    if before is None:
        properties.append(element)
    else:
        before.addprevious(element)


def borders() -> Any:
    """Lines around the cells of a table that has no style to draw them."""
    whole = made("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        whole.append(made(f"w:{side}", val="single", sz="4", space="0", color="auto"))
    return whole


def add_svg(document: Any, shape: Any, svg: str, alt: str) -> None:
    """Let a picture that was put in as PNG be shown as SVG where that can be, and read out as words."""
    names = {str(part.partname) for part in document.part.package.iter_parts()}
    name = next(name for n in count(1) if (name := f"/word/media/picture{n}.svg") not in names)
    part = Part(PackURI(name), "image/svg+xml", svg.encode(), document.part.package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    shape._inline.docPr.set("descr", alt)
    blip = shape._inline.graphic.graphicData.pic.blipFill.blip
    blip.append(
        parse_xml(
            f'<a:extLst xmlns:a="{_DRAWING}main"><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG}" xmlns:r="{_RELATIONS}" r:embed="{relation}"/></a:ext></a:extLst>'
        )
    )


def made(tag: str, /, **values: str) -> Any:
    """An element of WordprocessingML with its attributes."""
    element = OxmlElement(tag)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element


def indent(properties: Any) -> None:
    """Two letters, however large they are."""
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "640")
