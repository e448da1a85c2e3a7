"""工单: its card, by which 今日态势, the tables and the kit know it (see zhiping/ui/kit/systems.py)."""

from zhiping.contracts.tickets import GRADES
from zhiping.rules.periods import last_closed_month
from zhiping.settings import settings_from
from zhiping.ui.kit.systems import Card
from zhiping.ui.look.watched import Watched
from zhiping.ui.tickets import announced, coming, doubts, today
from zhiping.ui.tickets.allowances import WAYS
from zhiping.ui.tickets.comparing import SIGNALS
from zhiping.ui.tickets.stages import STAGES
from zhiping.words import N_

SYSTEM = Card(
    "tickets",
    whole=today.whole_told,
    figures=today.card_figures,
    exceptions=today.exceptions,
    watched=(
        Watched("ticket_count", N_("派单"), N_("件")),
        Watched("closed_count", N_("已办结"), N_("件")),
        Watched("overdue_ticket_count", N_("已超时未办"), N_("件")),
    ),
    doubts=doubts.doubts,
    coming=coming.within_a_day,
    more=("tickets/funnel", N_("看工单漏斗")),
    value_words={
        "step": STAGES,
        "stage": STAGES,
        "way": WAYS,
        "grade": {grade: grade for grade in GRADES},
        "in_time_signal": SIGNALS,
        "satisfied_signal": SIGNALS,
    },
    usual_period=lambda on: last_closed_month(on, settings_from().month_begins),
    announced=announced.FIGURES,
)
