"""小院: the questions whose rows a rule in Python finishes."""

from zhiping.asking.finishing import Finisher
from zhiping.rules import control

FINISHERS = {
    "courtyards/trend": Finisher(control.rows_charted_by_activity),
}
