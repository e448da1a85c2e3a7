"""小院: its card, by which 今日态势, the tables and the kit know it (see zhiping/ui/kit/systems.py)."""

from zhiping.ui.courtyards import announced, today
from zhiping.ui.kit.systems import Card
from zhiping.ui.look.watched import Watched
from zhiping.words import N_

SYSTEM = Card(
    "courtyards",
    whole=today.whole_told,
    figures=today.card_figures,
    exceptions=today.exceptions,
    watched=(
        Watched("activity_count", N_("活动"), N_("次")),
        Watched("settled_count", N_("办结和化解"), N_("件")),
        Watched("silent_count", N_("长期无活动小院"), N_("个")),
    ),
    more=("courtyards/indicators", N_("看小院指标")),
    decimals={"per_courtyard": 3},  # it is often less than one
    announced=announced.FIGURES,
)
