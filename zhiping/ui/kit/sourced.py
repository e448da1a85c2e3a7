"""A view that keeps what was asked through it, so that whoever shows its figures can say where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhiping.contracts.kinds import Row
from zhiping.ui.kit.view import View

Asked = tuple[str, Mapping[str, str]]  # a question and its filters


@dataclass(frozen=True)
class SourcedView(View):
    """`asked`: in turn; all views made of this one write into the same list."""

    asked: list[Asked] = field(default_factory=list, compare=False)

    def _asked_rows(
        self, question: str, most: int | None, columns: tuple[str, ...], filters: Mapping[str, str]
    ) -> list[Row]:
        self.asked.append((question, filters))
        return super()._asked_rows(question, most, columns, filters)

    def taken(self) -> list[Asked]:
        """What was asked since this was called last, each question under its filters once."""
        found = [one for place, one in enumerate(self.asked) if one not in self.asked[:place]]
        self.asked.clear()
        return found
