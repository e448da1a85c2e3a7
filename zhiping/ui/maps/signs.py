"""Signs on a map: what a value is drawn as, by shape and colour, on the map and in its legend alike."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from zhiping.ui.charts.frame import MUTED
from zhiping.ui.look.states import BACKGROUNDS, Shade, State, Theme
from zhiping.words import N_

# The signs of zhiping/ui/look/states.py, so that a point and a cell of a table show the same one.
Sign = Literal["●", "◎", "▲", "■", "◆", "○", "□", "×"]
SIGNS: tuple[Sign, ...] = get_args(Sign)

_BOX = 24
_PIXELS = 64
# The halo in the colour of the ground keeps neighbouring points apart.
_HALO = 'stroke="{ground}" stroke-width="4" paint-order="stroke" fill="{colour}"'
_HOLLOW = 'stroke="{colour}" stroke-width="3.5" fill="{ground}"'
_SHAPES: dict[Sign, str] = {
    "●": f'<circle cx="12" cy="12" r="8" {_HALO}/>',
    "◎": f'<circle cx="12" cy="12" r="8" {_HOLLOW}/><circle cx="12" cy="12" r="3.5" fill="{{colour}}"/>',
    "▲": f'<path d="M12 3 21 19.5H3z" {_HALO}/>',
    "■": f'<path d="M4.5 4.5h15v15h-15z" {_HALO}/>',
    "◆": f'<path d="M12 2.5 21.5 12 12 21.5 2.5 12z" {_HALO}/>',
    "○": f'<circle cx="12" cy="12" r="7.5" {_HOLLOW}/>',
    "□": f'<path d="M5 5h14v14H5z" {_HOLLOW}/>',
    "×": '<path d="M6 6 18 18M18 6 6 18" stroke="{ground}" stroke-width="8" stroke-linecap="round"/>'
    '<path d="M6 6 18 18M18 6 6 18" stroke="{colour}" stroke-width="4" stroke-linecap="round"/>',
}


@dataclass(frozen=True)
class Mark:
    """What a value is drawn as: its word, its colour, its sign. Two marks of a layer differ in sign."""

    label: str
    colour: Shade
    sign: Sign

    @classmethod
    def of(cls, state: State, label: str = "") -> "Mark":
        """The mark that looks like a state of zhiping/ui/look/states.py, with its own word where one is given."""
        return cls(label or state.label, state.colour, _sign(state.sign))


def _sign(written: str) -> Sign:
    return next(sign for sign in SIGNS if sign == written)


OTHER = Mark(N_("其他"), MUTED, "×")


def _uri(drawn: str, width: int, height: int, scale: float) -> str:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * scale:g}" height="{height * scale:g}" '
        f'viewBox="0 0 {width} {height}">{drawn}</svg>'
    )
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def shape_of(mark: Mark, theme: Theme) -> str:
    """The shape of a sign as SVG, in a box of 24 by 24."""
    return _SHAPES[mark.sign].format(colour=mark.colour.on(theme), ground=BACKGROUNDS[theme][0])


def picture_of(mark: Mark, theme: Theme) -> str:
    """One sign as the address of an image (data:), for a legend."""
    return _uri(shape_of(mark, theme), _BOX, _BOX, 1)


def atlas(marks: Sequence[Mark], theme: Theme) -> tuple[str, dict[str, dict[str, Any]]]:
    """All signs in one image (data:), and where in it each lies: deck.gl's iconAtlas and iconMapping.

    The name of an icon is the place of its mark in `marks`: "0", "1" …
    """
    return _packed([shape_of(mark, theme) for mark in marks])


def ring(colour: Shade, theme: Theme) -> tuple[str, dict[str, dict[str, Any]]]:
    """An open ring to be put round a sign: iconAtlas and iconMapping with the one icon "0"."""
    circle = '<circle cx="12" cy="12" r="10" fill="none" stroke="{}" stroke-width="{}"/>'
    return _packed([circle.format(BACKGROUNDS[theme][0], 4) + circle.format(colour.on(theme), 2)])


def _packed(icons: Sequence[str]) -> tuple[str, dict[str, dict[str, Any]]]:
    drawn = "".join(
        f'<g transform="translate({place * _BOX} 0)">{icon}</g>' for place, icon in enumerate(icons)
    )
    mapping = {
        str(place): {"x": place * _PIXELS, "y": 0, "width": _PIXELS, "height": _PIXELS, "mask": False}
        for place in range(len(icons))
    }
    return _uri(drawn, _BOX * len(icons), _BOX, _PIXELS / _BOX), mapping
