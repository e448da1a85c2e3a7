"""What is said as Streamlit's Markdown: data escaped, emphasis in its colours."""

import re
import unicodedata

from zhiping.ui.look.states import colour_name, is_state
from zhiping.ui.look.told import APART, BETTER, MUTED, NEEDS_PERSON, WORSE, Part, as_told

_MEANS_SOMETHING = frozenset("\\`*_{}[]()#+-.!|~<>$:&")
_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_COLOURS = {NEEDS_PERSON: "red", MUTED: "gray", BETTER: "green", WORSE: "orange", APART: "violet", "": "gray"}
# CommonMark closes no ** between a full stop or bracket and a letter: **甲镇（旧）**得 shows its stars.
# A hair space, which nobody sees, makes it close.
_HAIR_SPACE = "\u200a"


def as_markdown(text: object) -> str:
    """A Told, or text as data, in Markdown: no character of it has a meaning of its own; a line break is a space."""
    parts = as_told(text).parts
    whole = ""
    for place, part in enumerate(parts):
        before = parts[place - 1].text[-1:] if place else ""
        after = parts[place + 1].text[:1] if place + 1 < len(parts) else ""
        is_bare = part.form == "strong" and not part.tone
        lead = _HAIR_SPACE if is_bare and _is_stuck(part.text[0], before) else ""
        trail = _HAIR_SPACE if is_bare and _is_stuck(part.text[-1], after) else ""
        whole += lead + _written(part) + trail
    return whole


def _written(part: Part) -> str:
    words = _escaped(part.text)
    colour = colour_name(part.tone) if is_state(part.tone) else _COLOURS[part.tone]
    if part.form == "badge":
        return f":{colour}-badge[{words}]"
    if part.form == "strong":
        words = _bold(words)
    return f":{colour}[{words}]" if part.tone else words


def _bold(words: str) -> str:
    """Spaces stay outside: ** beside a space opens and closes nothing."""
    inner = words.strip()
    if not inner:
        return words
    start = words.index(inner)
    return f"{words[:start]}**{inner}**{words[start + len(inner) :]}"


def _escaped(text: str) -> str:
    flat = _BREAKS.sub(" ", text)
    return "".join(f"\\{letter}" if letter in _MEANS_SOMETHING else letter for letter in flat)


def _is_stuck(inside: str, outside: str) -> bool:
    """Whether stars between these two characters would be read as text."""
    return _is_punctuation(inside) and bool(outside) and not (outside.isspace() or _is_punctuation(outside))


def _is_punctuation(letter: str) -> bool:
    return bool(letter) and unicodedata.category(letter)[0] in "PS"
