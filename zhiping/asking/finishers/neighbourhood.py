"""邻里: the questions whose rows a rule in Python finishes."""

from zhiping.asking.finishing import Finisher
from zhiping.rules import control

FINISHERS = {
    "neighbourhood/venue_trend": Finisher(control.rebased_rows),
}
