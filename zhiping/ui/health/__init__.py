"""健康大集: its card, by which 今日态势, the tables and the kit know it (see zhiping/ui/kit/systems.py)."""

from zhiping.contracts.health import SERVICES
from zhiping.labels.health import FOLLOW_UP
from zhiping.ui.health import today
from zhiping.ui.kit.systems import Card
from zhiping.ui.look.watched import Watched
from zhiping.words import N_

SYSTEM = Card(
    "health",
    whole=today.whole_told,
    figures=today.card_figures,
    exceptions=today.exceptions,
    watched=(
        Watched("fair_count", N_("健康大集"), N_("场")),
        Watched("visit_count", N_("服务人次"), N_("人次")),
    ),
    more=("health/fairs", N_("看健康大集")),
    value_words={"follow_up": FOLLOW_UP, "service": {service: service for service in SERVICES}},
)
