"""剔除、挂账、延期: how many there are, and what the rates are with and without them."""

from zhiping.contracts.kinds import Row
from zhiping.ui.kit.comparisons import share_moved
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.told import joined
from zhiping.ui.tickets import sentences
from zhiping.words import N_, _

WAYS = {
    "all": N_("全部计入"),
    "without_excluded": N_("不含剔除"),
    "without_deferred": N_("不含挂账"),
    "without_both": N_("不含剔除和挂账"),
    "original_limits": N_("按延期前的时限"),
}
COLUMNS = (
    "way",
    "in_time_share",
    "in_time_count",
    "due_count",
    "satisfied_share",
    "satisfied_count",
    "answered_count",
)


COUNT_COLUMNS = tuple(name for name in COLUMNS if not name.endswith("_share"))
_WHOLES = {"in_time": "due_count", "satisfied": "answered_count"}


def is_judged(row: Row) -> bool:
    """Whether a row of tickets/allowances has enough cases for either rate."""
    return any(numbers.is_enough(row[whole]) for whole in _WHOLES.values())


def extended_figure(view: View) -> KeyFigure:
    """延期率 of what was dispatched."""
    now = view.row("tickets/allowed")
    part, whole = now["extended_count"], now["extended_recorded_count"]
    return KeyFigure(
        "extended_share",
        numbers.brief_rate(part, whole),
        note=joined(
            _("；"),
            [
                _("{part}/{whole} 件").format(
                    part=numbers.exact_count(part), whole=numbers.exact_count(whole)
                )
                if whole
                else "",
                _unknown_told(now, whole),
            ],
        ),
        changes=share_moved(
            view, "tickets/allowed", "extended_share", "extended_recorded_count", is_higher_better=False
        ),
        behind=sentences.BEHIND_TICKETS.of(part, whole),
    )


def excluded_figure(view: View) -> KeyFigure:
    """剔除: how many, and how many of them without a reason."""
    now = view.row("tickets/allowed")
    note = _("其中 {n} 件没有写原因").format(n=numbers.exact_count(now["unexplained_count"]))
    return KeyFigure(
        "excluded_tickets",
        _("{n} 件").format(n=numbers.exact_count(now["excluded_count"])),
        note=joined(
            _("；"),
            [
                note if now["unexplained_count"] else _("都写了原因") if now["excluded_count"] else "",
                _unknown_told(now, now["excluded_recorded_count"]),
            ],
        ),
        is_share=False,
        behind=sentences.BEHIND_TICKETS.of(now["excluded_count"]),
    )


def deferred_figure(view: View) -> KeyFigure:
    """挂账: how many, how many still, and of how many the time is over though they are open."""
    now = view.row("tickets/allowed")
    return KeyFigure(
        "deferred_tickets",
        _("{n} 件").format(n=numbers.exact_count(now["deferred_count"])),
        note=joined(
            _("；"),
            [
                _("仍在挂账 {running} 件；挂账到期还没有办结 {past} 件").format(
                    running=numbers.exact_count(now["deferred_running_count"]),
                    past=numbers.exact_count(now["deferred_past_count"]),
                )
                if now["deferred_count"]
                else "",
                _unknown_told(now, now["deferred_recorded_count"]),
            ],
        ),
        is_share=False,
        counted={
            _("仍在挂账"): numbers.exact_count(now["deferred_running_count"]),
            _("挂账到期还没有办结"): numbers.exact_count(now["deferred_past_count"]),
        },
        behind=sentences.BEHIND_TICKETS.of(now["deferred_count"]),
    )


def _unknown_told(now: Row, recorded: int) -> str:
    """How many tickets come from files that do not say; "" for none."""
    count = now["ticket_count"] - recorded
    return _("有 {n} 件的表格没有这一列").format(n=numbers.exact_count(count)) if count else ""


def way_rows(rows: list[Row]) -> list[Row]:
    """Rows of tickets/allowances for a dumbbell: what each way of counting moves."""
    base = rows[0]
    return [
        {
            **row,
            "label": _(WAYS[row["way"]]),
            "note": _note(row, base),
            "members": [{"label": _(WAYS[row["way"]]), **_percentages(row)}],
        }
        for row in rows
    ]


def _percentages(row: Row) -> dict[str, float | None]:
    return {
        name: 100 * row[f"{name}_share"] if numbers.is_enough(row[whole]) else None
        for name, whole in _WHOLES.items()
    }


def _note(row: Row, base: Row) -> str:
    told = numbers.rate(row["in_time_count"], row["due_count"])
    if row is base or not (numbers.is_enough(row["due_count"]) and numbers.is_enough(base["due_count"])):
        return told
    moved = row["in_time_share"] - base["in_time_share"]
    return f"{told} {numbers.point_change(moved)}"
