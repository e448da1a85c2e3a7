"""What is said as HTML, for pictures and for pages that are not Streamlit's."""

from html import escape

from zhiping.ui.look.states import LATE, ON_TIME, OVERDUE, Shade, Theme, is_state, state_of
from zhiping.ui.look.told import APART, BETTER, MUTED, NEEDS_PERSON, WORSE, Part, as_told

_COLOURS = {
    NEEDS_PERSON: OVERDUE.text,
    MUTED: Shade("#5a6472", "#a9b3bf"),
    BETTER: ON_TIME.text,
    WORSE: LATE.text,
    APART: Shade("#6b3aa8", "#bf9cf2"),
}


def as_html(text: object, theme: Theme = "light") -> str:
    """A Told, or text as data, in HTML: "<" in a name or in "<0.1%" begins no tag."""
    return "".join(_written(part, theme) for part in as_told(text).parts)


def _written(part: Part, theme: Theme) -> str:
    words = escape(part.text, quote=False)
    if part.form == "strong":
        words = f"<b>{words}</b>"
    if not part.tone:
        return words
    shade = state_of(part.tone).text if is_state(part.tone) else _COLOURS[part.tone]
    return coloured(words, shade.on(theme))


def coloured(words: str, colour: str) -> str:
    """HTML in a colour, "#rrggbb"."""
    return f'<span style="color:{colour}">{words}</span>'
