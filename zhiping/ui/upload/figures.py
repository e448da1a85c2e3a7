"""What a publish would do to the key figures of the dataset's own system."""

import streamlit as st

from zhiping.ui.kit import saying
from zhiping.ui.kit.systems import card_of
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import Told, as_told, joined, needs_person, told
from zhiping.ui.look.watched import Watched
from zhiping.upload.figures import FigureChange
from zhiping.upload.intake import Intake
from zhiping.words import _


def draw(intake: Intake, mode: str) -> None:
    """Which of them would change and by how much; nothing for a system that has none."""
    card = card_of(intake.dataset.system)
    if card is None or not card.watched:
        return
    counts = {one.column: one for one in card.watched}
    with st.spinner(_("正在推算发布后的数字")):
        changes = intake.figures(mode, tuple(counts))
    if changes is None:
        saying.note(_("数据很多，没有推算发布后关键数字的变化。"))
        return
    if not changes:
        labels = _("、").join(_(one.label) for one in card.watched)
        saying.note(_("发布后{labels}都不变。").format(labels=labels))
        return
    lines = joined(_("；"), [_change(counts[one.column], one) for one in changes])
    saying.sentence(told(_("关键数字：{changes}。"), changes=lines))
    if any(one.is_jump for one in changes):
        words = _("红色的数字一次变了这么多（多出一半以上，或少了三分之一以上），请核对文件和发布方式。")
        st.warning(as_markdown(words), icon=":material/trending_up:")


def _change(count: Watched, one: FigureChange) -> Told:
    text = _("{label} {before} → {now} {unit}").format(
        label=_(count.label),
        before=numbers.exact_count(_whole(one.old)),
        now=numbers.exact_count(_whole(one.new)),
        unit=_(count.unit),
    )
    if one.old is not None and one.new is not None:
        change = numbers.count_change(_whole(one.new - one.old), count.unit)
        text = _("{change}（{difference}）").format(change=text, difference=change)
    return needs_person(text) if one.is_jump else as_told(text)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
