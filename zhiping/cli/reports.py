"""The report of check and load: its keys, and how it looks."""

import json
from typing import Any

import typer

from zhiping.cli.opening import Format
from zhiping.cli.printing import written
from zhiping.contracts.kinds import Dataset
from zhiping.upload.checking.coordinates import conversion_words
from zhiping.upload.reports import skipped_words
from zhiping.words import _, in_turn

_TOLD_SKIPPED = 20


def report_of(
    dataset: Dataset, faults: list[dict[str, Any]], fault_count: int, **more: Any
) -> dict[str, Any]:
    empty: dict[str, Any] = {"rows_read": 0, "rows_published": 0, "skipped": []}
    tail: dict[str, Any] = {
        "warnings": [],
        "warning_count": 0,
        "unused_headers": [],
        "remarks": [],
        "converted": {},
        "readings": [],
        "reading_count": 0,
        "changes": {},
        "changes_told": "",
        "figures": [],
        "figures_told": "",
        "advice": [],
        "answer": None,
        "version": None,
        "receipt": None,
    }
    return {"dataset": dataset.name, **empty, "faults": faults, "fault_count": fault_count, **tail, **more}


def published_words(report: dict[str, Any]) -> str:
    return _("回执号 {receipt}，数据版本 {version}。").format(
        receipt=report["receipt"], version=report["version"]
    )


def show(report: dict[str, Any], shape: Format) -> None:
    """A report of check or load: JSON whole; as a table the sentence on standard error, then the faults."""
    if shape is Format.json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=1, default=str))
        return
    sentence = _("{dataset}：读取 {read} 行，载入 {published} 行，错误 {faults} 处，提醒 {warnings} 处。").format(
        dataset=report["dataset"], read=report["rows_read"], published=report["rows_published"],
        faults=report["fault_count"], warnings=report["warning_count"],
    )  # fmt: skip
    if report["receipt"]:
        sentence = in_turn(sentence, published_words(report))
    lines = [sentence, *conversion_words(report["converted"])]
    if report["changes_told"] and not report["receipt"]:
        lines += filter(None, [report["changes_told"], report["figures_told"]])
    lines += report["advice"]
    if report["answer"]:
        lines.append(_("标好的原表在 {path}").format(path=report["answer"]))
    if report["unused_headers"]:
        lines.append(
            _("文件里没有用到的列：{columns}").format(columns=_("、").join(report["unused_headers"]))
        )
    lines += [
        _("没有读：{part}").format(part=skipped_words(part)) for part in report["skipped"][:_TOLD_SKIPPED]
    ]
    lines += [_("请留意：{part}").format(part=skipped_words(part)) for part in report["remarks"]]
    if len(report["skipped"]) > _TOLD_SKIPPED:
        lines.append(_("没有读的共 {n} 处，用 --format json 看全部。").format(n=len(report["skipped"])))
    typer.echo("\n".join(lines), err=shape is Format.csv)
    _show_readings(report, shape)
    rows = [{"kind": _("错误"), **fault} for fault in report["faults"]]
    rows += [{"kind": _("提醒"), **fault} for fault in report["warnings"]]
    if rows:
        typer.echo(written(rows, list(rows[0]), shape.value))


def _show_readings(report: dict[str, Any], shape: Format) -> None:
    """What was read otherwise than it is written, for people only."""
    readings = report["readings"]
    if not readings or shape is Format.csv:
        return
    names = {"label": _("列"), "written": _("文件里的写法"), "read": _("读成")}
    rows = [{names[key]: text for key, text in reading.items()} for reading in readings]
    typer.echo(written(rows, list(names.values()), shape.value))
    if report["reading_count"] > len(readings):
        typer.echo(
            _("共 {n} 种写法，这里列出前 {shown} 种。").format(n=report["reading_count"], shown=len(readings))
        )
