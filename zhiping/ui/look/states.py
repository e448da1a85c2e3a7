"""The states of a step: one word, colour, pattern and sign each, the same on every page.

Colour is never alone: the word, the pattern in a bar and the sign in a table say the same, so a
reader who sees no difference between red and green, or a black-and-white print, loses nothing.
"""

from dataclasses import dataclass
from typing import Literal

from zhiping.words import N_

Theme = Literal["light", "dark"]

# What lies behind the figures: the page, and the boxes (.streamlit/config.toml).
BACKGROUNDS: dict[Theme, tuple[str, str]] = {
    "light": ("#ffffff", "#f3f6fa"),
    "dark": ("#10151c", "#1a222d"),
}


@dataclass(frozen=True)
class Shade:
    """One colour in both themes, as #rrggbb."""

    light: str
    dark: str

    def on(self, theme: Theme) -> str:
        return self.dark if theme == "dark" else self.light


@dataclass(frozen=True)
class State:
    """`colour` fills shapes, `text` writes words; `pattern` is plotly's name of a bar pattern.

    `is_hollow`: the bar is drawn by its pattern alone, for what is in no count. `needs_person`:
    somebody has to act; only such a state may be red.
    """

    key: str
    label: str
    colour: Shade
    text: Shade
    pattern: Literal["", "/", "\\", "x", "-", "|", "+", "."]
    sign: str
    is_hollow: bool = False
    needs_person: bool = False


ON_TIME = State("on_time", N_("按时"), Shade("#0b7566", "#23a08b"), Shade("#0b6b5d", "#45bfa9"), "", "●")
WAITING = State("waiting", N_("办理中"), Shade("#868e9b", "#b3bbc7"), Shade("#5a6472", "#b3bbc7"), ".", "◎")
LATE = State("late", N_("逾期办理"), Shade("#c27a00", "#f2b84b"), Shade("#8a5600", "#f2b84b"), "/", "▲")
OVERDUE = State(
    "overdue",
    N_("逾期未办"),
    Shade("#b3261e", "#ef5a4c"),
    Shade("#a8201a", "#ff8075"),
    "x",
    "■",
    needs_person=True,
)
UNRECORDED = State(
    "unrecorded",
    N_("未记录"),
    Shade("#5d6b7e", "#a9b4c2"),
    Shade("#4f5b6b", "#a9b4c2"),
    "\\",
    "○",
    is_hollow=True,
)
NOT_APPLICABLE = State(
    "not_applicable",
    N_("不适用"),
    Shade("#7d8693", "#7e8997"),
    Shade("#5a6472", "#a9b3bf"),
    "-",
    "□",
    is_hollow=True,
)
FAULT = State("fault", N_("时间有误"), Shade("#8e3aa8", "#c88be0"), Shade("#7a2f92", "#d3a3e8"), "+", "◆")

# The order in which a bar stacks them: what is done, what is not, what cannot be said.
STATES: tuple[State, ...] = (ON_TIME, LATE, WAITING, OVERDUE, UNRECORDED, NOT_APPLICABLE, FAULT)
_BY_KEY = {state.key: state for state in STATES}


def state_of(key: str) -> State:
    """The state called `key` ("on_time" …); KeyError where there is none."""
    return _BY_KEY[key]


def is_state(key: str) -> bool:
    """Whether there is a state called `key`."""
    return key in _BY_KEY


_COLOUR_NAMES = {"on_time": "green", "late": "orange", "overdue": "red", "fault": "violet"}


def colour_name(key: str) -> str:
    """The state's colour as Streamlit's Markdown names it."""
    return _COLOUR_NAMES.get(key, "gray")
