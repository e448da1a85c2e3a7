"""内部使用, who looks and when: across every screen, on every sheet of paper and in every workbook of who has signed in.

In the demonstration without accounts nobody has a name, and nothing is marked. Who reads by a link is marked by their own name.
"""

from html import escape
from urllib.parse import quote

import streamlit as st

from zhiping import clock
from zhiping.access.permissions import DEMO_USER
from zhiping.ui.kit.visitor import visitor
from zhiping.ui.look import numbers
from zhiping.words import _

_WORDS = "watermark"  # in the session: what this run is marked with
# One tile, as often as the screen holds it; a name of twenty letters fits. Grey stands out as little from a light page as from
# a dark one.
_TILE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="460" height="280"><text x="20" y="230" font-size="15" '
    'font-family="sans-serif" fill="#808080" transform="rotate(-24 20 230)">{words}</text></svg>'
)


def draw() -> None:
    """Mark the page of this run. Raises what `visitor` does."""
    st.session_state[_WORDS] = said = _said()
    if said:
        tile = quote(_TILE.format(words=escape(said)))
        st.html(
            "<style>"
            f'.stApp::after {{ content: ""; background-image: url("data:image/svg+xml,{tile}"); }}'
            f'@media print {{ @page {{ @bottom-right {{ content: "{_in_css(said)}"; font-size: 9pt }} }} }}'
            "</style>"
        )


def words() -> str:
    """What this run is marked with; "" where nobody has signed in."""
    said: str = st.session_state.get(_WORDS, "")
    return said


def _said() -> str:
    here = visitor()
    if here.person == DEMO_USER or not here.person.name:
        return ""
    return _("内部使用 · {name} · {time}").format(name=here.name, time=numbers.time(clock.now()))


def _in_css(text: str) -> str:
    """A text as a CSS string holds it: a letter that could end it is written by its number."""
    return "".join(one if one.isalnum() or one in " ·:" else f"\\{ord(one):x} " for one in text)
