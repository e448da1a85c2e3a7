"""The choice of the dataset: what has to be reported first, then by system; found by typing any part of it."""

from collections.abc import Collection

from zhiping.contracts import DATASETS, SYSTEMS
from zhiping.ui.kit.addresses import PAGES
from zhiping.ui.kit.view import View
from zhiping.words import _


def due(view: View) -> frozenset[str]:
    """The datasets that the calendar asks for and nobody has reported yet."""
    rows = view.rows("overview/reporting")
    return frozenset(row["dataset"] for row in rows if row["state"] != "reported")


def in_order(due: Collection[str]) -> list[str]:
    """The names of all datasets: those that are due, then system by system as the menu has them."""
    systems = list(dict.fromkeys(name.split("/")[0] for name in PAGES))
    places = {system: place for place, system in enumerate(systems)}
    return sorted(
        DATASETS, key=lambda name: (name not in due, places.get(DATASETS[name].system, len(systems)))
    )


def told(name: str, due: Collection[str]) -> str:
    """A dataset with its system, and whether it is due: "待报送　工单 / 工单"."""
    dataset = DATASETS[name]
    system = SYSTEMS.get(dataset.system)
    text = f"{_(system.label)} / {_(dataset.label)}" if system else _(dataset.label)
    return _("待报送　{dataset}").format(dataset=text) if name in due else text
