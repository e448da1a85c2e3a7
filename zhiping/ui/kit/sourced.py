"""A view that keeps what was asked through it, so that whoever shows its figures can say where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from zhiping.contracts.kinds import Row
from zhiping.ui.kit.view import View

Asked = tuple[str, Mapping[str, str]]  # a question and its filters
Ways = dict[str, list[Mapping[str, str]]]  # question -> the filters under which it was asked, in turn
_SHOWN = ("area", "since", "until")


@dataclass(frozen=True)
class SourcedView(View):
    """`asked`: in turn, until it is taken; `ways`: all of it. All views made of this one write into the same."""

    asked: list[Asked] = field(default_factory=list, compare=False)
    ways: Ways = field(default_factory=dict, compare=False)

    def _asked_rows(
        self, question: str, most: int | None, columns: tuple[str, ...], filters: Mapping[str, str]
    ) -> list[Row]:
        self.asked.append((question, filters))
        self.ways.setdefault(question, []).append(filters)
        return super()._asked_rows(question, most, columns, filters)

    def taken(self) -> list[Asked]:
        """What was asked since this was called last, each question under its filters once."""
        found = [one for place, one in enumerate(self.asked) if one not in self.asked[:place]]
        self.asked.clear()
        return found

    def as_asked(self, question: str) -> View:
        """This view under its own filters, where the question was asked so (or not at all), else as it was asked first.

        What stands at the data date, and a line over time, are asked without the period or without its beginning.
        """

        def shown(filters: Mapping[str, str]) -> dict[str, str]:
            return {key: value for key, value in filters.items() if key in _SHOWN}

        ways = [shown(one) for one in self.ways.get(question, ())]
        if not ways or shown(self.filters) in ways:
            return self
        return replace(self, filters=ways[0])
