"""The data line: how far the data reach, who uploaded them, and which rows are used."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import streamlit as st

from zhiping import clock
from zhiping.contracts.kinds import Row
from zhiping.ui.kit import demo_mark, saying
from zhiping.ui.kit.systems import Card, of_page
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.told import in_state
from zhiping.words import _

STALE_DAYS = 7


def question_of(system: str) -> str:
    """The question that tells how far the data of a system reach."""
    return f"{system}/data_date"


def questions_of(systems: Sequence[Card]) -> dict[str, str]:
    """What each system is called -> the question that tells how far its data reach."""
    return {system.label: question_of(system.name) for system in systems}


def with_rows(view: View, systems: Sequence[Card]) -> tuple[Card, ...]:
    """Those of the systems that have rows under the filters."""
    return tuple(system for system in systems if view.row(question_of(system.name))["row_count"])


def reach(view: View, system: Card) -> tuple[date | None, date] | None:
    """From which day a system has what is dated in the chosen area, and the last that all its data reach; None without rows."""
    area = {key: view.chosen[key] for key in ("area",) if key in view.chosen}
    row = replace(view, filters=area, chosen=area).row(question_of(system.name))
    first, last = row["first_on"], row["oldest_data_at"]
    return (first, last.date()) if last else None


def draw(view: View, questions: Mapping[str, str]) -> None:
    """The line at the foot of a page, one a question, each with its name where there are several."""
    with st.container(key="dataline", gap="xsmall"):
        if not questions:
            saying.note(_nothing(not with_rows(view.everything(), of_page(view))))
        for name, question in questions.items():
            row = view.row(question)
            parts = [told for told in (_reach(row), _upload(row), _used(row), _left_out(row)) if told]
            head = f"{name}　" if len(questions) > 1 else ""
            saying.note(head + ("　·　".join(parts) or _nothing(_is_empty(view, question))))
            if warning := stale_words(view, question, row, clock.now()):
                saying.note(in_state("late", f"▲ {warning}"))


def reach_told(view: View, systems: Sequence[Card]) -> str:
    """How far the data of these systems reach under the filters, together; "" where none has any."""
    rows = [view.row(question_of(one.name)) for one in with_rows(view, systems)]
    ends = [(row["oldest_data_at"], row["newest_data_at"]) for row in rows if row["newest_data_at"]]
    return _between(min(end[0] for end in ends), max(end[1] for end in ends)) if ends else ""


def basis_told(view: View, systems: Sequence[Card]) -> str:
    """Which data the figures of a view are of: the version, and up to when they reach."""
    parts = [_("数据版本 {version}").format(version=view.version), reach_told(view.stock(), systems)]
    return _("，").join(part for part in parts if part)


def _is_empty(view: View, question: str) -> bool:
    return view.everything().row(question)["newest_data_at"] is None


def _nothing(is_empty: bool) -> str:
    return _("还没有数据。") if is_empty else _("这些条件下没有数据。")


def _reach(row: Row) -> str:
    newest = row["newest_data_at"]
    return "" if newest is None else _between(row["oldest_data_at"], newest)


def _between(oldest: datetime, newest: datetime) -> str:
    if oldest == newest:
        return _("数据截至 {time}").format(time=numbers.time(newest))
    return _("数据截至 {oldest} 至 {newest}（各地不同）").format(
        oldest=numbers.time(oldest), newest=numbers.time(newest)
    )


def _upload(row: Row) -> str:
    if row["last_published_at"] is None:
        return ""
    text = _("由{who}上传于 {time}，回执号 {receipt}").format(
        who=row["last_published_by"], time=numbers.time(row["last_published_at"]), receipt=row["last_receipt"]
    )
    if row["upload_count"] > 1:
        text += _("（共{n}次上传，这是最近一次）").format(n=numbers.count(row["upload_count"]))
    return text


def _used(row: Row) -> str:
    return _("用到 {n} 行").format(n=numbers.exact_count(row["row_count"])) if row["newest_data_at"] else ""


def _left_out(row: Row) -> str:
    if not row["future_count"]:
        return ""
    return _("未计入 {n} 行：发生时间晚于数据截至时间").format(n=numbers.exact_count(row["future_count"]))


def stale_words(view: View, question: str, row: Row, now: datetime) -> str:
    """What to say of data older than STALE_DAYS; "" for fresh ones, and for 演示数据, whose date never moves."""
    oldest = row["oldest_data_at"]
    days = (now - oldest).days if oldest else 0
    if days <= STALE_DAYS or demo_mark.as_everybody(view).row(question)["has_demo"]:
        return ""
    return _("到今天，数据已有 {days} 天没有更新").format(days=days)
