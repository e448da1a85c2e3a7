"""菜园: its card."""

from zhiping.ui.kit.systems import Card
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind, KeyFigure
from zhiping.ui.look.matter import Matter
from zhiping.words import N_, _


def garden_figure(view: View) -> KeyFigure:
    """How many gardens."""
    count = view.row("gardens/key_figures")["garden_count"]
    behind = Behind("gardens/rows", columns=("garden_id", "kind", "opened_on"), noun=N_("菜园"))
    return KeyFigure("garden_count", _("{n} 个").format(n=numbers.count(count)), behind=behind.of(count))


def _whole_told(view: View) -> str:
    return _("{n} 个菜园").format(n=numbers.count(view.row("gardens/key_figures")["garden_count"]))


def _exceptions(view: View) -> list[Matter]:
    count = view.row("gardens/key_figures")["flower_count"]
    text = _("{n} 个菜园只种花").format(n=count)
    return [Matter("flowers", "late", text, "gardens/list", count)] if count else []


SYSTEM = Card(
    "gardens",
    whole=_whole_told,
    figures=lambda view: [garden_figure(view)],
    exceptions=_exceptions,
    more=("gardens/list", N_("看菜园名单")),
)
