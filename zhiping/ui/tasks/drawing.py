"""The page of tasks: the one that is opened, the list, the papers."""

from collections.abc import Sequence
from datetime import datetime

from zhiping import clock
from zhiping.access.task import Task
from zhiping.ui.kit import page, saying, tasks
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.tasks import listed, opened
from zhiping.words import _


def found(view: View) -> tuple[list[Task], list[Task], datetime]:
    """All tasks that the reader may see, those under the filters, and the moment at which they are looked at."""
    now = clock.now()
    seen = tasks.seen_by(view)
    return seen, listed.under_filters(view, seen, now), now


def draw(view: View, seen: Sequence[Task], shown: list[Task], now: datetime) -> None:
    """The task in the address, then the list of those under the filters, then what can be printed."""
    number = view.filters.get("task")
    if number:
        task = next((one for one in seen if one.number == number), None)
        if task:
            opened.draw(view, task, now)
        else:
            saying.sentence(_("没有督办 {number}，或者不在您的查看范围内。").format(number=number))
    page.heading(_("督办清单（{n} 件）").format(n=numbers.exact_count(len(shown))))
    if not seen:
        saying.sentence(
            _("清单里没有督办。在任何指标的说明里，或者在表格下面点“转督办”，就能派给责任单位限时反馈。")
        )
    if shown:
        listed.draw(view, shown, now)
        opened.draw_papers(view, shown, now)
