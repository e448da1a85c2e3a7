"""假设: how ranks would stand under other weights. Lives in the session alone, never in an address or the data."""

from typing import Any

import streamlit as st

from zhiping.contracts.appraisal import WHAT_IF_POINTS
from zhiping.contracts.kinds import Row
from zhiping.ui.appraisal.sentences import Group
from zhiping.ui.kit import saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.told import APART, badge
from zhiping.words import _

_STEP = 0.1
_SESSION = "what_if"
_COLUMNS = ("unit_name", "rank", "what_if_rank", "rank_change", "score", "what_if_score")


def draw(view: View, shown: list[Group]) -> None:
    """The expander with a group, an indicator, its slider, and the official ranks beside those supposed."""
    with st.expander(_("假设：如果权重不同，名次会怎样"), icon=":material/experiment:", key="what-if"):
        saying.sentence(
            badge(_("假设"), APART)
            + " "
            + _("这里的结果只在您的屏幕上，不保存、不分享，上面的官方名次和得分不变。")
        )
        titles = [one.title for one in shown]
        title = st.selectbox(_("考核组"), titles, key="what-if-group") if len(shown) > 1 else titles[0]
        one = shown[titles.index(title or titles[0])]
        indicators = [row for row in one.of(view.rows("appraisal/sensitivity")) if row["weight"] > 0]
        if not indicators:
            st.info(_("这个组没有计分的指标。"))
            return
        name = _name(one)
        _draw_slider(name, indicators)
        wished = _wished(name, indicators)
        _draw_wished(name, wished, indicators)
        if wished:
            _draw_result(view, one, wished)


def _name(one: Group) -> str:
    first = one.rows[0]
    return f"{one.key}-{first['year']}-{first['term']}"


def _session() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = st.session_state.setdefault(_SESSION, {})
    return found


def permitted(weight: float) -> tuple[float, float]:
    """The lowest and the highest weight that may be supposed for a scheme's weight."""
    return max(0.0, round(weight - WHAT_IF_POINTS, 2)), min(100.0, round(weight + WHAT_IF_POINTS, 2))


def _wished(name: str, indicators: list[Row]) -> dict[str, float]:
    """Indicator -> weight supposed, where it differs from the scheme's and is permitted under it."""
    official = {row["indicator_id"]: float(row["weight"]) for row in indicators}
    kept = {}
    for key, weight in _session().get(name, {}).items():
        if key in official:
            low, high = permitted(official[key])
            held = min(max(weight, low), high)
            if abs(held - official[key]) > 1e-9:
                kept[key] = held
    return kept


def _draw_slider(name: str, indicators: list[Row]) -> None:
    labels = {row["indicator_id"]: _label(row) for row in indicators}
    picked = st.selectbox(_("指标"), list(labels), format_func=lambda key: labels[key], key=f"what-if-{name}")
    row = next((row for row in indicators if row["indicator_id"] == picked), indicators[0])
    low, high = permitted(float(row["weight"]))
    widget = f"what-if-{name}-{row['indicator_id']}"
    weight = _wished(name, indicators).get(row["indicator_id"], float(row["weight"]))
    # Written only where it differs: a value sent back during a drag would pull the knob from under the hand.
    if abs(st.session_state.get(widget, -1.0) - weight) > _STEP / 100:
        st.session_state[widget] = weight
    st.slider(
        _("假设权重：{name}").format(name=row["indicator_name"]),
        low,
        high,
        step=_STEP,
        format="%.1f",
        key=widget,
        on_change=_wish,
        args=(name, row["indicator_id"], widget),
    )


def _label(row: Row) -> str:
    return _("{name}（方案权重 {weight}）").format(
        name=row["indicator_name"], weight=numbers.decimal(row["weight"])
    )


def _wish(name: str, indicator: str, widget: str) -> None:
    _session().setdefault(name, {})[indicator] = round(st.session_state[widget], 2)


def _reset(name: str) -> None:
    _session().pop(name, None)


def _draw_wished(name: str, wished: dict[str, float], indicators: list[Row]) -> None:
    if not wished:
        text = _("拖动滑块，看名次怎样变；每项可在方案权重上下 {points} 分之内。")
        saying.note(text.format(points=numbers.decimal(WHAT_IF_POINTS)))
        return
    told = [
        f"{row['indicator_name']} {numbers.decimal(row['weight'])} → {numbers.decimal(wished[row['indicator_id']])}"
        for row in indicators
        if row["indicator_id"] in wished
    ]
    whole = sum(wished.get(row["indicator_id"], float(row["weight"])) for row in indicators)
    text = _("假设的权重：{told}。权重合计 {whole}，得分按合计折算。")
    saying.sentence(text.format(told=_("；").join(told), whole=numbers.decimal(round(whole, 2))))
    st.button(_("恢复方案权重"), on_click=_reset, args=(name,), icon=":material/undo:", key="what-if-reset")


def _draw_result(view: View, one: Group, wished: dict[str, float]) -> None:
    weights = ",".join(f"{key}:{weight:g}" for key, weight in sorted(wished.items()))
    supposed = {
        row["unit_id"]: row
        for row in one.of(view.rows("appraisal/ranking", group=one.unit_group, weights=weights))
    }
    rows = [_compared(row, supposed[row["unit_id"]]) for row in one.rows if row["unit_id"] in supposed]
    moved = len([row for row in rows if row["rank_change"]])
    saying.sentence(
        _("假设之下 {n} 个单位的名次会变。").format(n=moved) if moved else _("假设之下没有单位的名次会变。")
    )
    tables.draw(rows, "what-if", "appraisal/ranking", columns=_COLUMNS)


def _compared(official: Row, supposed: Row) -> dict[str, Any]:
    now, then = official["rank"], supposed["rank"]
    return official | {
        "what_if_rank": then,
        "what_if_score": supposed["score"],
        "rank_change": None if now is None or then is None else now - then,
    }
