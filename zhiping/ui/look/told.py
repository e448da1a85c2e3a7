"""Told: what is said, as a plain value. Whoever draws it, a page, a bulletin, a link's picture, decides how.

A sentence is a row of parts, each a text with its emphasis. Texts are data: no character of a
name, a file or a number ever means anything to what draws it (see look/markdown.py, look/html.py).
`str(told)` is the same sentence as plain text, for screen readers, exports and bulletins.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, Union

from zhiping.ui.look.states import is_state, state_of
from zhiping.words import Filling, _

# Besides these a tone is the key of a state (look/states.py). `needs_person` is the only red one
# that is no state; `apart` marks what is not the real thing: demonstration data, a supposition.
NEEDS_PERSON, MUTED, BETTER, WORSE, APART = "needs_person", "muted", "better", "worse", "apart"
_TONES = frozenset({"", NEEDS_PERSON, MUTED, BETTER, WORSE, APART})
_FILLING = Filling()


@dataclass(frozen=True)
class Part:
    """A text with one emphasis. `tone`: see above; `form`: written on, written bold, or set apart as a badge."""

    text: str
    tone: str = ""
    form: Literal["", "strong", "badge"] = ""

    def __post_init__(self) -> None:
        if self.tone not in _TONES and not is_state(self.tone):
            raise ValueError(f"no tone {self.tone!r}")

    def is_like(self, other: "Part") -> bool:
        """Whether both are written in one way, so that they are one part. Badges stay each their own."""
        return (self.tone, self.form) == (other.tone, other.form) and self.form != "badge"


@dataclass(frozen=True)
class Told:
    """A sentence. `+` goes on with another or with plain text; empty parts fall away, like ones are one."""

    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        kept: list[Part] = []
        for part in self.parts:
            if kept and kept[-1].is_like(part):
                kept[-1] = replace(part, text=kept[-1].text + part.text)
            elif part.text:
                kept.append(part)
        object.__setattr__(self, "parts", tuple(kept))

    def __add__(self, other: "Said") -> "Told":
        return Told(self.parts + as_told(other).parts)

    def __radd__(self, other: str) -> "Told":
        return as_told(other) + self

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts)


Said = Union[str, Told]  # noqa: UP007 - a text is data, as in a Told


def as_told(text: object) -> Told:
    """A Told as it is; anything else as plain text."""
    return text if isinstance(text, Told) else Told((Part(str(text)),))


def told(template: str, **values: object) -> Told:
    """A translated template with its placeholders filled: `told(_("{n} 件已超时"), n=strong("3"))`.

    A value is a Told, which keeps its emphasis, or anything that str() makes a text of. KeyError: no such value.
    """
    found: list[Part] = []
    for text, name, form, conversion in _FILLING.parse(template):
        found.append(Part(text))
        if name is not None:
            value = values[name]
            is_choice = "|" in (form or "")  # of words: it says nothing of the value itself
            if is_choice or not isinstance(value, Told):
                value = as_told(_FILLING.format_field(_FILLING.convert_field(value, conversion), form or ""))
            found += value.parts
    return Told(tuple(found))


def joined(between: str, parts: Iterable[Said]) -> Told:
    """The parts that say something, with `between` between them."""
    whole = Told()
    for part in parts:
        if part:
            whole = whole + between + part if whole else as_told(part)
    return whole


def strong(text: object) -> Told:
    """What the reader should see first."""
    return Told(tuple(replace(part, form=part.form or "strong") for part in as_told(text).parts))


def toned(tone: str, text: object) -> Told:
    """A text in a tone, for where the tone is chosen at the time."""
    return Told(tuple(replace(part, tone=tone) for part in as_told(text).parts))


def needs_person(text: object) -> Told:
    """What needs a person: bold and red."""
    return strong(toned(NEEDS_PERSON, text))


def muted(text: object) -> Told:
    """What stands back."""
    return toned(MUTED, text)


def in_state(state: str, text: object) -> Told:
    """A text in the colour of a state; it carries the state's sign or word itself, for colour is never alone."""
    return toned(state, text)


def state_sign(state: str) -> Told:
    """The sign of a state in its colour: "■"."""
    return in_state(state, state_of(state).sign)


def state_told(state: str) -> Told:
    """A state by sign and word in its colour: "■ 逾期未办"."""
    return in_state(state, f"{state_of(state).sign} {_(state_of(state).label)}")


def badge(text: object, tone: str = "") -> Told:
    """A short text set apart from the sentence."""
    return Told(tuple(replace(part, tone=tone, form="badge") for part in as_told(text).parts))
