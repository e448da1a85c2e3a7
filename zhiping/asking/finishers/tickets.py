"""工单: the questions whose rows a rule in Python finishes."""

from zhiping.asking.finishing import Finisher
from zhiping.rules import ticket_signals

FINISHERS = {
    "tickets/units": Finisher(ticket_signals.signalled),
    "tickets/areas": Finisher(ticket_signals.signalled),
}
