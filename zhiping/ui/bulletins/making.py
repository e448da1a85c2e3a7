"""Making a bulletin: its title, the sections of its systems, what their data lack, and which data they are of."""

from collections.abc import Callable, Sequence
from datetime import datetime

from zhiping.rules.bulletins import MONTH, OTHER, QUARTER, YEAR, kind_of
from zhiping.ui.bulletins import corrections, gaps
from zhiping.ui.bulletins.sections import Writing
from zhiping.ui.bulletins.written import Bulletin, Chapter, Line, Section
from zhiping.ui.kit import dataline, demo_mark, period_choice
from zhiping.ui.kit.known_areas import name_told
from zhiping.ui.kit.systems import Card
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.words import N_, _, bracketed

_TITLES = {
    MONTH: N_("{area}基层治理月统计"),
    QUARTER: N_("{area}基层治理季通报"),
    YEAR: N_("{area}基层治理年考评"),
    OTHER: N_("{area}基层治理通报"),
}
Progress = Callable[[float, str], object]


def make(
    view: View,
    systems: Sequence[Card],
    *,
    now: datetime,
    whole_address: Callable[[str], str] = str,
    progress: Progress = lambda _share, _what: None,
) -> Bulletin:
    """The bulletin of a view's area and period on some systems, as whoever has the view sees them.

    `whole_address`: an address of this server as it is followed from outside.
    Raises what asking a question raises.
    """
    of = Writing(view, whole_address)
    sections = []
    for place, system in enumerate(systems):
        progress(place / len(systems), system.label)
        sections.append(of.section(system))
    open_matters = [*gaps.chapters(view, systems), (_("对已关账时段的更正"), corrections.since_last(view))]
    told = [Chapter(title, tuple(map(Line, lines))) for title, lines in open_matters if lines]
    if told:
        sections.append(Section("", _("数据情况"), tuple(told)))
    progress(1, "")
    user = view.access.user
    head = (
        bracketed(period_choice.told(view)).strip(),
        _("{who}于{time}生成").format(who=user.acts_as, time=numbers.time(now)),
    )
    marks = [demo_mark.words_of(view), _("内部使用")]
    return Bulletin(
        title=title_of(view),
        head=head,
        mark="　".join(one for one in marks if one),
        sections=tuple(sections),
        notes=tuple(of.notes),
        basis=dataline.basis_told(view, systems),
    )


def title_of(view: View) -> str:
    """What a bulletin of a view's area and period is called, without the period."""
    kind = kind_of(view.period) if view.period else OTHER
    return _(_TITLES[kind]).format(area=name_told(view))
