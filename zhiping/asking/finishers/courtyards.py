"""小院: the questions whose rows a rule in Python finishes."""

from zhiping.asking.finishing import Finisher
from zhiping.rules import control

FINISHERS = {
    "courtyards/trend": Finisher(control.charted_rows),
}
