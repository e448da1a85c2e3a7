"""更正: what an issued bulletin would say by now of the same moment, beside what it said.

Both versions are asked of the data date that its figures were of: what they say differently of it was put right since,
the rest happened since and corrects nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zhiping import serving
from zhiping.access.issuing import check_may_open_bulletin, may_open_bulletin
from zhiping.access.permissions import Access
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Row
from zhiping.rules.areas import area_prefix
from zhiping.rules.closing import Closing
from zhiping.store.errors import StoreError
from zhiping.ui.bulletins.contributions import named
from zhiping.ui.bulletins.sections import Writing
from zhiping.ui.bulletins.written import Grid, Section
from zhiping.ui.kit import dataline
from zhiping.ui.kit.systems import Card
from zhiping.ui.kit.view import View
from zhiping.words import _, bracketed

if TYPE_CHECKING:
    from zhiping.access.bulletins import Issued

_MOST_TOLD = 20  # of one bulletin in the next; its own page has all


@dataclass(frozen=True)
class Correction:
    """A figure of a bulletin that is another by now: where it stands, what it is called, and both as they are written."""

    where: str
    name: str
    old: str
    new: str

    @property
    def told(self) -> str:
        return _("{name}（{where}）{old} → {new}").format(
            name=self.name, where=self.where, old=self.old, new=self.new
        )


def corrections(
    view: View,
    issued: "Issued",
    systems: Sequence[Card],
    progress: Callable[[float, str], object] = lambda _share, _what: None,
) -> list[Correction]:
    """The figures of these systems in an issued bulletin that are others at the view's version, seen as its issuer did.

    Raises NotAllowed, StoreError where its version has gone.
    """
    check_may_open_bulletin(view.access, issued.made_as)
    then = View(
        "bulletins/make",
        Access(issued.made_as),
        serving.store().versions.number(issued.version),
        issued.filters,
        issued.filters,
    )
    found = []
    for place, system in enumerate(systems):
        progress(place / len(systems), system.label)
        at = then.row(dataline.question_of(system.name))["oldest_data_at"]
        asked = then.narrowed(as_of=f"{at:%Y-%m-%dT%H:%M:%S}") if at else then
        was, now = (
            dict(_figures(Writing(one).section(system)))
            for one in (asked, replace(asked, version=view.version))
        )
        for where, name in {**was, **now}:
            old, new = (one.get((where, name), _("没有")) for one in (was, now))
            if old != new:
                found.append(Correction(where, name, old, new))
    progress(1, "")
    return found


def _figures(section: Section) -> Iterator[tuple[tuple[str, str], str]]:
    """Every number of a section under where it stands and what it is called."""
    for chapter in section.chapters:
        for block in chapter.blocks:
            if not isinstance(block, Grid):
                continue
            shown = range(1, len(block.headings)) if block.title else (1,)  # of key figures the value alone
            for row in block.rows:
                for column in shown:
                    name = f"{row[0].text} {block.headings[column]}" if block.title else row[0].text
                    yield (block.title or chapter.title, name), row[column].text


def corrected(view: View, issued: "Issued", closing: Closing, since: int) -> list[Card]:
    """The systems of a closed bulletin that uploads or undos after version `since` said to correct, as far as the view sees them.

    What was changed between issuing and closing needed no reason and counts too.
    """

    def corrects(row: Row) -> bool:
        put, undone = row["version"], row["undone_version"] or 0
        return (put > since and (bool(row["reason"]) or put <= closing.version)) or (
            undone > since and (bool(row["undone_reason"]) or undone <= closing.version)
        )

    rows = view.everything().rows("uploads/history")
    names = {
        DATASETS[row["dataset"]].system
        for row in rows
        if row["dataset"] in DATASETS and closing.concerns(DATASETS[row["dataset"]]) and corrects(row)
    }
    return [one for one in named(replace(view, filters=issued.filters)) if one.name in names]


def since_last(view: View) -> list[str]:
    """What was corrected in closed periods of the view's area since the last bulletin of it, a line each."""
    if not serving.has_state() or view.period is None:
        return []
    from zhiping.access import bulletins, closings  # SQLAlchemy is imported where bulletins were issued

    closed = {one.bulletin: one for one in closings.standing(serving.state())}
    if not closed:
        return []
    area = area_prefix(view.filters.get("area") or view.access.user.scope)
    issued = [one for one in bulletins.listed(serving.state()) if not one.is_withdrawn]
    told_by = [one.version for one in issued if _area_of(one) == area and one.version < view.version]
    lines = []
    for one in issued:
        closing = closed.get(one.number)
        is_before = closing is not None and closing.until < view.period[1] and closing.area == area
        if closing is None or not is_before or not may_open_bulletin(view.access, one.made_as):
            continue
        since = max([one.version, *told_by])
        if systems := corrected(view, one, closing, since):
            lines.append(_line(view, one, systems))
    return lines


def _line(view: View, issued: "Issued", systems: Sequence[Card]) -> str:
    name = f"{issued.title}{bracketed(issued.period).strip()}"
    try:
        found = corrections(view, issued, systems)
    except StoreError as error:
        return _("{bulletin}有更正，但没有算出来：{why}").format(bulletin=name, why=error)
    return told(name, found)


def told(name: str, found: Sequence[Correction]) -> str:
    """How many figures of a bulletin were corrected, and the first of them."""
    if not found:
        return _("{bulletin}关账后有更正的上传，通报里的数字没有变。").format(bulletin=name)
    listed = _("；").join(one.told for one in found[:_MOST_TOLD])
    if len(found) > _MOST_TOLD:
        listed += _("；等")
    return _("{bulletin}更正 {n} 项：{listed}。").format(bulletin=name, n=len(found), listed=listed)


def _area_of(issued: "Issued") -> str:
    return area_prefix(issued.filters.get("area") or issued.scope)
