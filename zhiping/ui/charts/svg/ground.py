"""Where things lie: a value on its axis, a place on the ground of a picture."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from html import escape
from typing import Any

Layout = Mapping[str, Any]


def short(value: float) -> str:
    """A length with as many digits as can be seen."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """An element; what is None is left out, "_" in a name is "-", and one at its end is dropped."""
    written = "".join(
        [f' {_named(key)}="{_written(value)}"' for key, value in attributes.items() if value is not None]
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


@cache
def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _written(value: object) -> str:
    if isinstance(value, str):
        return escape(value).replace("\n", "&#10;")
    return short(value) if isinstance(value, float) else str(value)


def as_number(value: Any) -> float:
    """A value of an axis: a number, or a moment in milliseconds."""
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    return float(
        (value - datetime(1970, 1, 1)).total_seconds() * 1000 if isinstance(value, datetime) else value
    )


@dataclass(frozen=True)
class Axis:
    """From values to parts of the ground: 0 is left or below, 1 right or above."""

    shown: Layout

    @property
    def is_of_time(self) -> bool:
        return bool(self.shown.get("type") == "date")

    @cached_property
    def domain(self) -> tuple[float, float]:
        """The part of the ground that the axis spans."""
        low, high = self.shown.get("domain", (0, 1))
        return low, high

    @cached_property
    def range(self) -> tuple[float, float]:
        """The values at its two ends; the first may be the larger."""
        low, high = self.shown["range"]
        return as_number(low), as_number(high)

    def at(self, value: Any) -> float:
        """Where a value lies."""
        return self.at_number(as_number(value))

    def at_number(self, value: float) -> float:
        """The same of what as_number made of it."""
        (low, high), (first, last) = self.domain, self.range
        return low + (value - first) / (last - first) * (high - low)

    def holds(self, value: Any) -> bool:
        """Whether a value lies within its range."""
        low, high = self.domain
        return low - 1e-9 <= self.at(value) <= high + 1e-9


@dataclass(frozen=True)
class Ground:
    """The part of a picture within its margins: `height` pixels, and as wide as there is room where `width` is None.

    Across, places are told in parts of the width, so that nothing is drawn anew where that changes.
    """

    height: float
    width: float | None = None

    def x(self, part: float) -> str:
        """How far right a place is, or how wide a part."""
        return f"{short(part * 100)}%" if self.width is None else short(part * self.width)

    def y(self, part: float) -> float:
        """How far down, in pixels."""
        return (1 - part) * self.height

    def path(self, places: Iterable[tuple[float, float] | None], *, clips: bool, **line: object) -> str:
        """A line through places, in parts of the ground; None breaks it. `clips`: what lies beyond is not seen."""
        across = 1000 if self.width is None else self.width
        steps, goes_on = [], False
        for place in places:
            if place:
                steps.append(f"{'L' if goes_on else 'M'}{short(place[0] * across)} {short(self.y(place[1]))}")
            goes_on = place is not None
        if not steps:
            return ""
        stretched = (
            {"viewBox": f"0 0 1000 {short(self.height)}", "preserveAspectRatio": "none"}
            if self.width is None
            else {}
        )
        drawn = element(
            "path",
            d="".join(steps),
            fill="none",
            vector_effect="non-scaling-stroke" if stretched else None,
            **line,
        )
        return element(
            "svg",
            drawn,
            width=self.x(1),
            height=self.height,
            overflow=None if clips else "visible",
            **stretched,
        )

    def at(self, x: float, y: float, content: str) -> str:
        """What is drawn around a place, in pixels from there."""
        return element("svg", content, x=self.x(x), y=y, overflow="visible")
