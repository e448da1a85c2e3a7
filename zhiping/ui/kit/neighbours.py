"""One area is shown among its neighbours, since a picture of one thing compares it with nothing."""

from dataclasses import dataclass

from zhiping.contracts.kinds import Row
from zhiping.rules.areas import area_code, area_prefix, parent_code
from zhiping.ui.kit.view import View
from zhiping.words import _


@dataclass(frozen=True)
class Among:
    """Rows of areas as a picture shows them, and the view that they are of; `marked`: the name of the chosen one."""

    view: View
    rows: list[Row]
    marked: str = ""

    @property
    def note(self) -> str:
        """Why the picture shows more than was chosen; "" where it does not."""
        return (
            _("这里只有一处，和周边的一起看；带圈或粗体的是{area}。").format(area=self.marked)
            if self.marked
            else ""
        )


def among(view: View, question: str) -> Among:
    """The areas below the chosen one; where they are one alone, it stands among those beside it."""
    rows = view.rows(question)
    area = view.filters.get("area")
    above = parent_code(area) if area else None
    if len(rows) > 1 or area is None or above is None:
        return Among(view, rows)
    wider = view.narrowed(area=area_prefix(above))
    around = wider.rows(question)
    own = next((row["area_name"] for row in around if row["area_code"] == area_code(area)), "")
    return Among(wider, around, own) if own and len(around) > 1 else Among(view, rows)
