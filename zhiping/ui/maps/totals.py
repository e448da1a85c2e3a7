"""Areas as circles on a map: how much there is of each by its size, which share of it by its colour and in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from math import sqrt

from zhiping.contracts.kinds import Row
from zhiping.rules.areas import area_prefix
from zhiping.ui.charts.frame import GRID, INK, SMALL, text_width
from zhiping.ui.look import numbers
from zhiping.ui.look.states import BACKGROUNDS, OVERDUE, Theme
from zhiping.ui.maps.ground import area_of, pixels
from zhiping.words import N_, _

SMALLEST, LARGEST = 11, 18  # radii in pixels: a number of three digits fits into the smallest
# Where a class of shares ends, what it is called, and how much of the state's colour is in it.
CLASSES: tuple[tuple[float, str, float], ...] = (
    (0.0, N_("没有"), 0.0),
    (0.05, N_("5%及以下"), 0.25),
    (0.1, N_("5%至10%"), 0.5),
    (0.2, N_("10%至20%"), 0.75),
    (1.0, N_("20%以上"), 1.0),
)
TOO_FEW = N_("不足10，不按占比着色")
_DARK_FROM = 0.75  # in these the number is written in the colour of the ground
_DECIMALS = 5


@dataclass(frozen=True)
class Totals:
    """A row an area, drawn at its longitude and latitude (WGS-84); rows without them are counted, not drawn.

    `count`: the column that sizes a circle. `part`, `whole`: the columns of the share that colours it, the more the
    worse, called `share`. `told`: what the pointer reads. `on_pick` is called for an area that was clicked.
    """

    name: str
    rows: Sequence[Row]
    key: str
    label: str
    count: str
    part: str
    whole: str
    share: str
    told: Callable[[Row], str]
    on_pick: Callable[[Row], None] | None = None

    def placed(self) -> list[Row]:
        """The rows that can be drawn: those with a place and something to count."""
        return [row for row in self.rows if row["longitude"] is not None and row[self.count]]

    def place_of(self, row: Row) -> tuple[float, float]:
        return round(row["longitude"], _DECIMALS), round(row["latitude"], _DECIMALS)

    def radius_of(self, row: Row) -> int:
        """In pixels, by the root of the count, so that surfaces compare."""
        most = max(one[self.count] for one in self.placed())
        return round(SMALLEST + (LARGEST - SMALLEST) * sqrt(row[self.count] / most))

    def class_of(self, row: Row) -> int | None:
        """Position in CLASSES; None where there are too few for a share."""
        if not numbers.is_enough(row[self.whole]):
            return None
        share = row[self.part] / row[self.whole]
        return next(place for place, (end, _label, _tint) in enumerate(CLASSES) if share <= end)

    def captions(self, zoom: float) -> dict[str, tuple[int, int]]:
        """Key of an area -> how many pixels beside its place its caption stands, at a zoom.

        Beneath, above, right or left, wherever it hides no circle, no other caption and no name of the map; the worst
        choose first, and who finds no room has none: the pointer and the table tell it.
        """
        spots = {row[self.key]: pixels(*self.place_of(row), zoom) for row in self.placed()}
        taken = [
            (x - radius, y - radius, x + radius, y + radius)
            for row in self.placed()
            for radius, (x, y) in [(self.radius_of(row), spots[row[self.key]])]
        ]
        taken += [_written(name, pixels(*place, zoom)) for name, place in self._names()]
        found = {}
        for row in sorted(self.placed(), key=lambda row: -(row[self.part] / (row[self.whole] or 1))):
            (x, y), radius = spots[row[self.key]], self.radius_of(row)
            caption = self.caption_of(row)
            aside, along = radius + 10, round(radius + text_width(caption, SMALL) / 2 + 4)
            for right, down in ((0, aside), (0, -aside), (along, 0), (-along, 0)):
                box = _written(caption, (x + right, y + down))
                if not any(_touch(box, other) for other in taken):
                    taken.append(box)
                    found[row[self.key]] = (right, down)
                    break
        return found

    def _names(self) -> list[tuple[str, tuple[float, float]]]:
        """What the base map itself writes of these areas, and where."""
        found = [(row[self.key], area_of(row[self.key])) for row in self.placed()]
        return [(area.name, area.place) for code, area in found if area and area.prefix == area_prefix(code)]

    def caption_of(self, row: Row) -> str:
        """The area's name and its share, as they stand under the circle."""
        return f"{row[self.label]} {numbers.brief_rate(row[self.part], row[self.whole])}"

    def widest_caption(self) -> float:
        """In pixels."""
        return max((text_width(self.caption_of(row), SMALL) for row in self.placed()), default=0)


def _written(text: str, middle: tuple[float, float]) -> tuple[float, float, float, float]:
    """The room that a small text takes around its middle, in pixels."""
    (x, y), half = middle, text_width(text, SMALL) / 2
    return x - half, y - 7, x + half, y + 7


def _touch(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def fill_of(place: int | None, theme: Theme) -> str:
    """The colour of a class, #rrggbb; of too few that of a grid line."""
    if place is None:
        return GRID.on(theme)
    return _mixed(BACKGROUNDS[theme][0], OVERDUE.colour.on(theme), CLASSES[place][2])


def ink_of(place: int | None, theme: Theme) -> str:
    """The colour in which a number stands in a circle of a class."""
    is_dark = place is not None and CLASSES[place][2] >= _DARK_FROM
    return BACKGROUNDS[theme][0] if is_dark else INK.on(theme)


def legend(totals: Totals, theme: Theme) -> list[str]:
    """What colours and sizes mean, as HTML."""
    found = {totals.class_of(row) for row in totals.placed()}
    items = [f"<b>{escape(_(totals.share))}</b>"]
    for place, (_end, words, _tint) in enumerate(CLASSES):
        if place in found:
            items.append(_swatch(fill_of(place, theme), theme) + escape(_(words)))
    if None in found:
        items.append(_swatch(fill_of(None, theme), theme) + escape(_(TOO_FEW)))
    if missing := len(totals.rows) - len(totals.placed()):
        items.append(escape(_("另有 {n} 处没有坐标，不在图上").format(n=numbers.exact_count(missing))))
    return items


def _swatch(colour: str, theme: Theme) -> str:
    return (
        f'<span style="display:inline-block;width:.875rem;height:.875rem;border-radius:50%;'
        f'border:1.5px solid {INK.on(theme)};background:{colour};print-color-adjust:exact"></span>'
    )


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _mixed(ground: str, colour: str, part: float) -> str:
    pairs = zip(_channels(ground), _channels(colour), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * part):02x}" for low, high in pairs)
