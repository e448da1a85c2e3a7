"""Which sheets of which files of an upload are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import duckdb

from zhiping.contracts.kinds import Dataset
from zhiping.upload.checking.faults import Fault
from zhiping.upload.matching import match
from zhiping.upload.no_data import without_no_data
from zhiping.upload.parts import Part
from zhiping.upload.reading.sheets import drop
from zhiping.upload.reading.texttable import SkippedRows, TextTable, UnreadableFile
from zhiping.upload.wishes import Wishes
from zhiping.words import _

EVERY = "*"  # all sheets that fit; no sheet can be called so


@dataclass(frozen=True)
class Chosen:
    """The sheets that hold the dataset, those left out, and the files of several that cannot be taken, with why.

    `sheets`: the names of the sheets among which one can choose: those of workbooks that have several.
    """

    parts: tuple[Part, ...]
    left_out: tuple[SkippedRows, ...]
    refused: Mapping[str, str]
    sheets: tuple[str, ...]

    @property
    def skipped(self) -> tuple[SkippedRows, ...]:
        """All that was read over."""
        return *(one for part in self.parts for one in part.text.skipped), *self.left_out

    @property
    def unused(self) -> tuple[str, ...]:
        """The headers that nobody took, each once."""
        return tuple(dict.fromkeys(header for part in self.parts for header in part.matching.unused))

    def faults(self) -> list[Fault]:
        """A file that cannot be taken is a fault of the upload: it never drops out in silence."""
        remedy = _("请改好后一起重新上传；不要这个文件，就说明只上传其余的。")
        return [Fault(file, 0, "", "", "", "file", why, remedy) for file, why in self.refused.items()]


def chosen(
    con: duckdb.DuckDBPyConnection,
    tables: Sequence[TextTable],
    dataset: Dataset,
    wishes: Wishes,
    refused: Mapping[str, str],
) -> Chosen:
    """What is read of the tables of an upload, without the rows that are no data; the other tables are gone from `con`.

    `refused`: the files that could not be read. Several sheets that could be meant are a question, never a guess.
    Raises UnreadableFile where nothing is left, MatchError.
    """
    headers = [table.headers for table in tables]
    parts: list[Part] = []
    sheets: list[str] = []
    left = [SkippedRows(file, _("全部"), _("不要这个文件")) for file in wishes.without]
    failed = {file: why for file, why in refused.items() if file not in wishes.without}
    for file, of_file in groupby(tables, key=lambda table: table.file):
        found = [
            Part(one, match(one.headers, dataset, wishes.of_headers(one.headers, headers))) for one in of_file
        ]
        if len(found) > 1:
            sheets += [part.text.sheet for part in found if part.text.sheet]
        taken: Sequence[Part] = ()
        try:
            if file not in wishes.without:
                taken = _chosen(found, wishes)
                parts += [
                    replace(one, text=without_no_data(con, one.text, dataset, one.matching)) for one in taken
                ]
        except UnreadableFile as error:
            if file is None:
                raise
            failed[file], taken = str(error), ()
        others = [one.text for one in found if one not in taken]
        drop(con, others)
        if taken:
            left += [SkippedRows(one.name, _("全部"), _why_not(dataset, wishes)) for one in others]
    if not parts:
        told = [_("“{file}”：{reason}").format(file=file, reason=why) for file, why in failed.items()]
        raise UnreadableFile("".join(told) or _("文件一个也没有留下。请至少留一个。"))
    return Chosen(tuple(parts), tuple(left), failed, tuple(dict.fromkeys(sheets)))


def _why_not(dataset: Dataset, wishes: Wishes) -> str:
    if wishes.sheets:
        return _("没有选这个工作表")
    return _("不是“{label}”的工作表").format(label=_(dataset.label))


def _chosen(parts: Sequence[Part], wishes: Wishes) -> Sequence[Part]:
    """Of the sheets of one file."""
    if len(parts) == 1:
        return parts
    set_values = wishes.options.set_values.keys()
    fitting = [part for part in parts if not set(part.matching.missing_required) - set_values]
    named = [part for part in parts if part.text.sheet in wishes.sheets]
    if named:
        return named
    if len(fitting) == 1 or (fitting and EVERY in wishes.sheets):
        return fitting
    raise UnreadableFile(
        _("文件有 {n} 个工作表（{names}），不能确定读哪一个。请指定工作表后再试；几个都要就一起选。").format(
            n=len(parts), names=_("、").join(part.text.sheet or "" for part in parts)
        )
    )
