"""What a clerk says beside a file, and what of it holds for the next one with the same header row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from zhiping.upload.checking.check import Options
from zhiping.upload.reading.texttable import TextTable


@dataclass(frozen=True)
class Wishes:
    """What the clerk said beside the file; everything has a default.

    `corrections`: our column -> their header or column letter. `sheet`: which sheet of several. `header_row`: in which row its
    header ends, as Excel counts.
    """

    corrections: Mapping[str, str] = field(default_factory=dict)
    options: Options = field(default_factory=Options)
    sheet: str | None = None
    header_row: int | None = None

    def kept(self) -> dict[str, Any]:
        """What of it is of use for the next file with the same header row, as plain values."""
        options = {"area_names": self.options.area_names, "date_order": self.options.date_order}
        return {
            "corrections": dict(self.corrections),
            "sheet": self.sheet,
            "header_row": self.header_row,
            "options": options,
        }

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """What `kept` or `dataclasses.asdict` made."""
        return cls(**{**said, "options": Options(**said["options"])})


Recall = Callable[[Sequence[str]], Wishes | None]


def recalled(recall: Recall, tables: Sequence[TextTable]) -> Wishes | None:
    """What was said last of one of the sheets, and of which."""
    for table in tables:
        if said := recall(table.headers):
            return replace(said, sheet=table.sheet if said.sheet else None)
    return None
