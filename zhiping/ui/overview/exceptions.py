"""What is not as it should be in all systems, the most urgent first."""

from collections.abc import Iterable

from zhiping.ui.kit.systems import Card
from zhiping.ui.kit.view import View
from zhiping.ui.look.matter import Matter


def exceptions(view: View, systems: Iterable[Card]) -> list[Matter]:
    """Everything that needs a person in these systems: by urgency, then by age, then by number."""
    found = [matter for system in systems for matter in system.exceptions(view)]
    return sorted(found, key=lambda matter: matter.rank)  # of one rank in the order of the menu
