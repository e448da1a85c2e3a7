"""The documents that are made from the code: docs/datasets.md from the contracts, docs/measures.md from the measures,
the table of docs/security.md from the permissions.
"""

import re
from pathlib import Path

from zhiping.access import issuing, permissions, stating, tasking
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import KIND_LABELS, Column, Dataset, Need, Room
from zhiping.definitions import measures_document
from zhiping.settings import PROJECT
from zhiping.words import _

_SECURITY = PROJECT / "docs" / "security.md"
_MADE = "<!-- Made by `make docs`; a test fails when it is stale. -->"


def documents() -> dict[Path, str]:
    """Path -> text of every generated document."""
    return {
        PROJECT / "docs" / "datasets.md": datasets_document(),
        PROJECT / "docs" / "measures.md": f"{_MADE}\n{measures_document()}",
        _SECURITY: security_document(),
    }


def write_documents() -> list[Path]:
    """Write every generated document; their paths."""
    for path, text in documents().items():
        path.write_text(text, encoding="utf-8")
    return list(documents())


def security_document() -> str:
    """docs/security.md with every rule of access/permissions.py, issuing.py, tasking.py and stating.py in its table."""
    before, _old, after = re.split(
        r"(?<=made by `make docs` -->\n)(.*?)(?=<!-- end of)",
        _SECURITY.read_text("utf-8"),
        maxsplit=1,
        flags=re.DOTALL,
    )
    rules = [
        (name, rule.__doc__ or "")
        for name, rule in (vars(permissions) | vars(issuing) | vars(tasking) | vars(stating)).items()
        if name.startswith("check_may_")
    ]
    lines = [
        f"| `{name.removeprefix('check_')}` | {' '.join(text.split()).removeprefix('Raises NotAllowed ')} |"
        for name, text in rules
    ]
    return before + "\n".join(["| rule | refused |", "|---|---|", *lines, ""]) + after


def datasets_document() -> str:
    """Every contract as a table, the way a clerk reads it."""
    parts = [
        _MADE,
        "# " + _("数据集"),
        "",
        _("每个数据集一份合同：上传核对、模板、筛选选项和数据表都由它而来。＊为必填，主键加粗。"),
        "",
    ]
    for dataset in DATASETS.values():
        parts += _dataset_lines(dataset)
    return "\n".join(parts)


def _dataset_lines(dataset: Dataset) -> list[str]:
    lines = [f"## {_(dataset.label)} `{dataset.name}`", "", _(dataset.grain) + _("。"), ""]
    if dataset.parent:
        parent = DATASETS[dataset.parent.dataset]
        lines += [_("地区和权限由“{parent}”决定。").format(parent=_(parent.label)), ""]
    lines += [
        "| " + " | ".join(_(head) for head in ("列名", "字段", "类型", "取值与说明", "也认得的表头")) + " |"
    ]
    lines += ["|---|---|---|---|---|"]
    lines += [_column_line(column) for column in dataset.columns]
    if dataset.orders:
        pairs = "；".join(
            f"{_(dataset.column(early).label)} ≤ {_(dataset.column(late).label)}"
            for early, late in dataset.orders
        )
        lines += ["", _("时间先后（不符只提醒，不算错误）：{pairs}。").format(pairs=pairs)]
    if dataset.parts:
        pairs = "；".join(
            f"{_(dataset.column(part).label)} ≤ {_(dataset.column(whole).label)}"
            for part, whole in dataset.parts
        )
        lines += ["", _("数量关系（不符只提醒，不算错误）：{pairs}。").format(pairs=pairs)]
    if dataset.needs:
        listed = "；".join(_need_words(dataset, need) for need in dataset.needs)
        lines += ["", _("配套填写（不符只提醒，不算错误）：{needs}。").format(needs=listed)]
    if dataset.rooms:
        listed = "；".join(_room_words(dataset, room) for room in dataset.rooms)
        lines += ["", _("容量（不符只提醒，不算错误）：{rooms}。").format(rooms=listed)]
    return [*lines, ""]


def _room_words(dataset: Dataset, room: Room) -> str:
    parent = DATASETS[room.dataset]
    return _("同一{link}的行（{values}）≤ {parent}的{most}").format(
        link=_(parent.column(room.link).label),
        values="、".join(map(_, room.values)),
        parent=_(parent.label),
        most=_(parent.column(room.most).label),
    )


def _need_words(dataset: Dataset, need: Need) -> str:
    label = _(dataset.column(need.column).label)
    if need.values:
        label += "（" + "、".join(map(_, need.values)) + "）"
    return f"{label} → " + " / ".join(_(dataset.column(name).label) for name in need.wanted)


def _column_line(column: Column) -> str:
    label = _(column.label) + ("＊" if column.is_required else "")
    words = ["、".join(column.choices)] if column.choices else []
    words += [_(column.meaning)] if column.meaning else []
    cells = (
        f"**{label}**" if column.is_key else label,
        f"`{column.name}`",
        _(KIND_LABELS[column.kind]),
        "；".join(words),
        "、".join(column.synonyms),
    )
    return "| " + " | ".join(cells) + " |"
