"""Provenance: from which file, whose upload and which row of it something on screen comes."""

from zhiping.contracts.kinds import Row
from zhiping.ui.look import numbers
from zhiping.upload.reading.texttable import place_words
from zhiping.words import _

SHEET = "source_sheet"  # the column that says which sheet, of several files which; empty for a CSV file


def source_told(row: Row) -> str:
    """The receipt, who uploaded it when, sheet and row, in plain text."""
    parts = [_("来源")]
    if row["receipt"]:
        parts.append(_("回执号 {receipt}").format(receipt=row["receipt"]))
        parts.append(
            _("{who}上传于 {time}").format(who=row["published_by"], time=numbers.time(row["published_at"]))
        )
    if row[SHEET]:
        parts.append(place_words(row[SHEET]))
    parts.append(_("文件第 {row} 行").format(row=row["source_row"]))
    return "　·　".join(parts)
