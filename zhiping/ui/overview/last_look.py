"""自上次查看以来: what happened since this browser saw the page last, apart from what uploads only put right.

Both versions are asked the same questions. What they say differently of a moment of which the earlier one told all
was corrected; the rest of the difference happened since. zhiping/ui/browser/seen.js keeps the version in a cookie.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import streamlit as st

from zhiping import serving
from zhiping.asking.questions import filters_for
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Row
from zhiping.store.errors import StoreError
from zhiping.ui.kit import addresses, dataline, page, saying
from zhiping.ui.kit.systems import Card
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.told import Told, as_told, joined, strong
from zhiping.ui.look.watched import Moved, moves
from zhiping.words import _, counted

COOKIE = "zhiping_seen"
_WRITTEN = re.compile(r"(\d{1,18})\.(\d{1,10})\.\d{1,18}\.\d{1,10}")
_SHANGHAI = timedelta(hours=8)


@dataclass(frozen=True)
class Look:
    """The last look before this visit: the version that was seen, and when (wall time)."""

    version: int
    at: datetime


def last_look(cookie: str) -> Look | None:
    """What the browser remembers; None where this is its first visit, or the cookie is none of ours."""
    found = _WRITTEN.fullmatch(cookie)
    if not found or not int(found[1]) or not int(found[2]):
        return None
    seconds = int(found[2]) * 60
    try:
        at = datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None) + _SHANGHAI
    except (OverflowError, ValueError, OSError):
        return None
    return Look(int(found[1]), at)


def draw(view: View, systems: Sequence[Card]) -> None:
    """What moved since; a sentence where nothing did, where it is the first look, or where that version is gone."""
    if view.access.is_shared:  # who has a link has no last look of their own
        return
    with st.container(border=True, gap="xsmall", key="last-look"):
        with st.container(key=f"version-{view.version}"):  # read by zhiping/ui/browser/seen.js
            page.heading(_("自上次查看以来"))
        look = last_look(str(st.context.cookies.get(COOKIE, "")))
        if look is None:
            saying.note(_("第一次在这台电脑上查看。下次打开，这里说有什么变化。"))
            return
        when = _("上次查看是 {time}。").format(time=numbers.time(look.at))
        if look.version == view.version:
            saying.note(when + _("这以后没有新的数据。"))
            return
        try:
            serving.store().versions.number(look.version)
            since = uploads_since(view, look.version)
            moved = [
                (system, found)
                for system in changed(view, systems, since)
                if (found := moved_of(view, system, look.version))
            ]
        except StoreError:
            saying.note(when + _("那时的数据版本已不再保存，不能比较。"))
            return
        saying.note(when + uploads_told(since, look.version))
        if not moved and not since:
            return
        if not moved:
            saying.sentence(_("看得到的数字没有变化。"))
        for system, found in moved:
            saying.sentence(strong(system.label) + "　" + joined(_("；"), [told(one) for one in found]))
        addresses.link("upload/history", _("看上传记录"))


def uploads_since(view: View, version: int) -> list[Row]:
    """The uploads that were made or undone after a version."""
    return [
        row
        for row in view.rows("uploads/history")
        if row["version"] > version or (row["undone_version"] or 0) > version
    ]


def changed(view: View, systems: Sequence[Card], since: Sequence[Row]) -> list[Card]:
    """The systems whose figures these uploads may have moved.

    All, for who sees only a part of the uploads, and where one is of what all systems read, as areas that were merged.
    """
    user = view.access.user
    names = {DATASETS[row["dataset"]].system for row in since if row["dataset"] in DATASETS}
    if user.scope or user.unit or user.company or names - {system.name for system in systems}:
        return list(systems)
    return [system for system in systems if system.name in names]


def moved_of(view: View, system: Card, version: int) -> list[Moved]:
    """How the watched counts of a system moved from that version to the view's.

    Nothing where either has no data: then there is nothing to compare.
    """
    before = replace(view, version=version)
    then = before.row(dataline.question_of(system.name))["oldest_data_at"]
    if not system.watched or then is None:
        return []
    question = f"{system.name}/key_figures"
    # what is told of a term, not of a moment, has no earlier time of its own
    moments = {"end": None} | (
        {"then": f"{then:%Y-%m-%dT%H:%M:%S}"} if "as-of" in filters_for(question) else {}
    )
    return moves(
        system.watched,
        before={name: before.row(question, as_of=at) for name, at in moments.items()},
        now={name: view.row(question, as_of=at) for name, at in moments.items()},
    )


def uploads_told(since: Sequence[Row], version: int) -> str:
    """How many uploads and undoings came after a version; tidying makes versions too, and others' uploads are not told."""
    if not since:
        return _("这以后没有看得到的上传。")
    made = sum(row["version"] > version for row in since)
    undone = sum((row["undone_version"] or 0) > version for row in since)
    counts = [
        _("上传 {n} 次").format(n=numbers.exact_count(made)) if made else "",
        _("撤销 {n} 次").format(n=numbers.exact_count(undone)) if undone else "",
    ]
    return _("这以后{counts}。").format(counts=_("，").join(text for text in counts if text))


def told(one: Moved) -> Told:
    """One count: from what to what, and why: "已超时未办 18 → 20 件（新发生 +3，重新上传更正 −1）"."""
    if one.parts:
        return as_told(
            _("{part}{label} {now} {unit}（上次看到的是{before_part}）").format(
                part=one.parts[1],
                label=_(one.count.label),
                now=numbers.exact_count(one.now),
                unit=counted(_(one.count.unit), one.now),
                before_part=one.parts[0],
            )
        )
    head = _("{label} {before} → {now} {unit}").format(
        label=_(one.count.label),
        before=numbers.exact_count(one.before),
        now=numbers.exact_count(one.now),
        unit=counted(_(one.count.unit), one.now),
    )
    causes = [
        _("{cause} {change}").format(cause=cause, change=numbers.count_change(change, one.count.unit))
        for cause, change in ((_("新发生"), one.happened), (_("重新上传更正"), one.corrected))
        if change
    ]
    return as_told(head) + as_told(_("（{causes}）").format(causes=_("，").join(causes)) if causes else "")
