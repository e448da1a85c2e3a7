"""ⓘ: what a figure means, how it was counted, by which query, and the rows behind it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from zhiping import serving
from zhiping.access.stating import may_write_statement
from zhiping.access.tasking import may_give_task
from zhiping.asking.questions import filters_for, finisher_of, question_of, rules_of
from zhiping.contracts.kinds import Row
from zhiping.definitions import measure_of
from zhiping.definitions.kinds import DIRECTIONS
from zhiping.store.errors import StoreError
from zhiping.ui.kit import (
    addresses,
    chosen,
    dataline,
    figure_ids,
    saying,
    statement_form,
    tables,
    task_making,
)
from zhiping.ui.kit.cause import Again, of_figure, thing_column, unit_of
from zhiping.ui.kit.figure_ids import CITED
from zhiping.ui.kit.systems import card_of, of_page
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import leave_if_ended
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import COUNTED, PARTS, Behind
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import Said, joined, strong
from zhiping.words import _, counted

_CITED = "cited_opened"  # in the session: the quoted figure that was closed last
RULES_HEIGHT = 240  # pixels, about ten lines: the rest is scrolled, so that the rows below stay in sight


def button(view: View, measure: str, key: str, *, counted: Mapping[str, str], behind: Behind | None) -> None:
    """The ⓘ beside a figure. `counted`: name -> number, as in the numerator and the denominator."""
    if st.button(
        f"{_('说明')}{_('：')}{_(measure_of(measure).name)}",
        key=f"explain-{key}",
        type="tertiary",
        icon=":material/info:",
    ):
        _opened(view, measure, key, counted, behind)
        return
    cited = figure_ids.cited_version(_counted_in(view, behind), measure, measure_of(measure).question)
    if cited is not None and st.session_state.get(_CITED) != view.filters[CITED]:
        _open_cited(view, cited, measure, key, counted, behind)


def _open_cited(
    view: View, version: int, measure: str, key: str, counted: Mapping[str, str], behind: Behind | None
) -> None:
    """Open what an address quotes, of the version that it quotes, where the store still has that."""
    try:
        then = replace(view, version=serving.store().versions.number(version))
    except StoreError as error:
        st.warning(as_markdown(str(error)), icon=":material/history:")
        then = view
    draw = st.dialog(_(measure_of(measure).name), width="large", on_dismiss=lambda: _note_closed(view))
    # At each run until it is closed: the browser's first looks run the page again, which would take it away.
    draw(_draw)(then, measure, key, counted if then.version == view.version else {}, behind)


def _note_closed(view: View) -> None:
    """Whoever has closed what the address quotes looks at the page."""
    st.session_state[_CITED] = view.filters[CITED]


def _opened(view: View, measure: str, key: str, counted: Mapping[str, str], behind: Behind | None) -> None:
    st.dialog(_(measure_of(measure).name), width="large")(_draw)(view, measure, key, counted, behind)


def open_rows(view: View, measure: str, key: str, behind: Behind) -> None:
    """Open the rows of one point of a picture."""
    st.dialog(_(measure_of(measure).name), width="large")(_draw_rows)(view, measure, key, behind)


def _draw(view: View, measure: str, key: str, counted: Mapping[str, str], behind: Behind | None) -> None:
    leave_if_ended(view.access)
    one = measure_of(measure)
    st.markdown(_(one.definition))
    saying.sentence(strong(_("算法")) + "　" + _(one.formula))
    saying.note(
        _("编号 {id}，{basis}").format(
            id=id_shown(view, measure, behind), basis=dataline.basis_told(view, of_page(view))
        )
    )
    facts: list[Said] = [f"{name} " + strong(number) for name, number in counted.items()]
    facts.append(_(DIRECTIONS[one.direction]))
    if one.target is not None:
        facts.append(_("参考值 {share}").format(share=numbers.share(one.target)))
    saying.sentence(joined("　·　", facts))
    question = question_of(one.question)
    with st.expander(_("查询 {name}").format(name=one.question)):
        saying.note(_("数据版本 {version}；条件：{filters}").format(
            version=view.version,
            filters=_("，").join(f"{k}={v}" for k, v in view.filters.items()) or _("无"),
        ))  # fmt: skip
        st.code(question.sql, language="sql", wrap_lines=True)
        if rules := rules_of(one.question):
            saying.note(_("其中用到的规则："))
            st.code(rules, language="sql", wrap_lines=True, height=RULES_HEIGHT)
        if finisher := finisher_of(one.question):
            saying.note(_("查询的行再由 {rule} 计算。").format(rule=finisher))
    if one.why_no_rows:
        saying.note(_(one.why_no_rows))
    elif behind and st.toggle(_("查看明细"), key=f"rows-{key}"):
        _draw_rows(view, measure, key, behind)
    if card_of(one.question.partition("/")[0]):
        _draw_statements(view, measure, key, counted, behind)
        if may_give_task(view.access):
            _draw_task(view, measure, key, counted, behind)


def _draw_statements(
    view: View, measure: str, key: str, counted: Mapping[str, str], behind: Behind | None
) -> None:
    """What units wrote to the figure, and the form once it is wanted."""
    came_of = of_figure(view, measure, behind, counted)
    statement_form.draw_written(view, came_of.about)
    if may_write_statement(view.access):
        if st.toggle(_("写情况说明"), key=f"states-{key}"):
            own = view.access.user.unit
            units = [own] if own else _units(view, measure, behind)
            statement_form.draw(view, [("", came_of)], key, units)
        else:
            statement_form.forget_done(key)


def _draw_task(view: View, measure: str, key: str, counted: Mapping[str, str], behind: Behind | None) -> None:
    """The form of a task that comes of the figure, once it is wanted."""
    if not st.toggle(
        _("转督办"), key=f"task-{key}", help=_("派给责任单位限时反馈，一周和一月后看它动没动。")
    ):
        task_making.forget_given(key)
        return
    units = _units(view, measure, behind)
    task_making.draw_for_figure(view, measure, key, counted, behind, units)


def _units(view: View, measure: str, behind: Behind | None) -> list[str]:
    """Whose rows are behind a figure, the unit with most first; of one that should be high, those that missed it."""
    if behind is None or measure_of(measure).why_no_rows:
        return []
    parts = rows_behind(view, measure, behind)
    part = "missed" if measure_of(measure).direction == "higher" else "met"
    units = Counter(filter(None, map(unit_of, parts.get(part, ()))))
    return [one for one, _count in units.most_common()]


def id_shown(view: View, measure: str, behind: Behind | None) -> str:
    """The id of a figure as ⓘ says it."""
    return figure_ids.id_of(_counted_in(view, behind), measure, measure_of(measure).question)


def _counted_in(view: View, behind: Behind | None) -> View:
    """The view in which a figure is counted: of all times where it is of what stands at the data date."""
    return view.stock() if behind and behind.is_stock else view


def rows_behind(view: View, measure: str, behind: Behind) -> dict[str, list[Row]]:
    """Part of PARTS -> the rows of a figure that are in it: of a share all parts, of a count those with rows.

    The rows of one bar (`having`) are what it counts.
    """
    asked = {"figure": measure} if "figure" in filters_for(behind.question) else {}
    rows = _counted_in(view, behind).rows(behind.question, **{**asked, **behind.filters})
    if behind.having:
        return {"met": [row for row in rows if behind.holds(row)]}
    parts = {part: [row for row in rows if row.get("part", "met") == part] for part in PARTS}
    return {
        part: found for part, found in parts.items() if found or part == "met" or behind.whole is not None
    }


def _draw_rows(view: View, measure: str, key: str, behind: Behind) -> None:
    leave_if_ended(view.access)
    parts = rows_behind(view, measure, behind)
    part = "met"
    if len(parts) > 1:
        names = PARTS if behind.whole is not None else PARTS | {"met": COUNTED}
        part = (
            st.pills(
                _("哪些行"),
                list(parts),
                format_func=lambda one: _("{part} {n}").format(
                    part=_(names[one]), n=numbers.exact_count(behind.size(parts[one]))
                ),
                default=part,
                key=f"part-{key}",
                required=True,
            )
            or part
        )
    rows = parts[part]
    noun = _(behind.noun)
    if not rows:
        st.info(_("没有这样的{what}。").format(what=noun))
        return
    told = _("共{n}行").format(n=numbers.exact_count(len(rows)))
    if behind.unit:
        told += _("，计{n}{unit}").format(
            n=numbers.exact_count(behind.size(rows)), unit=counted(_(behind.unit), behind.size(rows))
        )
    if len(rows) > tables.MOST_ROWS:
        told += _("，下面是前{most}行；下载的文件是全部").format(most=tables.MOST_ROWS)
    elif behind.opens:
        told += _("，点选一行看这条{what}").format(what=noun)
    saying.note(told + _("。"))
    picked = tables.draw(
        rows[: tables.MOST_ROWS],
        f"behind-{key}",
        behind.question,
        columns=behind.columns,
        is_selectable=behind.opens is not None,
    )
    name = f"behind-{key}"
    tables.draw_download(
        view,
        rows,
        name,
        behind.question,
        _("明细"),
        behind.columns,
        meaning=measure,
        is_in_dialog=True,
    )
    may = may_give_task(view.access) or may_write_statement(view.access)
    if may and st.toggle(_("从这些行转督办或写说明"), key=f"task-{name}"):
        again = Again(behind.opens[2] if behind.opens else thing_column(rows), behind.filters)
        columns = tables.columns_of(rows, behind.columns)
        task_making.draw_for_rows(view, rows[: tables.MOST_ROWS], name, behind.question, columns, again)
    if picked is not None and behind.opens:
        name, filter_key, column = behind.opens
        addresses.go_to(name, {**chosen.shared(view), filter_key: rows[picked][column]})
