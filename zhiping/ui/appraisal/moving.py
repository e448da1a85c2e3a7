"""What moved since the term before, in words."""

from collections.abc import Iterable, Sequence

from zhiping.contracts.kinds import Row
from zhiping.ui.appraisal.sentences import points, short_name
from zhiping.ui.charts.differences import signed
from zhiping.ui.look.told import Told, strong
from zhiping.words import _


def told_moves(rows: Iterable[Row]) -> list[Row]:
    """Rows of appraisal/unit_moves with raised_by and lowered_by in words ("" for none)."""
    return [
        row
        | {
            "raised_by": _drivers(row["raised_by"], row["raised_points"]),
            "lowered_by": _drivers(row["lowered_by"], row["lowered_points"]),
        }
        for row in rows
    ]


def _drivers(names: Sequence[str], points: Sequence[float]) -> str:
    return _("、").join(
        f"{short_name(name)} {signed(change)}" for name, change in zip(names, points, strict=True)
    )


def move_told(row: Row) -> Told:
    """How one row of `told_moves` moved, in a sentence."""
    return strong(row["unit_name"]) + _("：") + move_words(row)


def move_words(row: Row) -> str:
    """The same without the unit."""
    text = rank_move_told(row)
    if row["unit_score_change"] is not None:
        text += _("，{before} → {now} 分（{change}）").format(
            before=points(row["unit_score_before"]),
            now=points(row["unit_score"]),
            change=signed(row["unit_score_change"]),
        )
    if row["raised_by"]:
        text += _("；拉高的：{told}").format(told=row["raised_by"])
    if row["lowered_by"]:
        text += _("；拉低的：{told}").format(told=row["lowered_by"])
    return text


def rank_move_told(row: Row) -> str:
    """The move of a rank: "第 3 → 1 名，升 2 位", "第 2 名，不变", or which side has none."""
    now, before = row["rank"], row["rank_before"]
    if now is None:
        return _("本期没有名次")
    if before is None:
        return _("第 {now} 名，上期没有名次").format(now=now)
    if now == before:
        return _("第 {now} 名，不变").format(now=now)
    moved = _("升 {n} 位") if now < before else _("降 {n} 位")
    return _("第 {before} → {now} 名，").format(before=before, now=now) + moved.format(n=abs(now - before))
