"""邻里: its card, by which 今日态势, the tables and the kit know it (see zhiping/ui/kit/systems.py)."""

from zhiping.labels.neighbourhood import NOT_GIVEN, PHASES
from zhiping.ui.kit.systems import Card
from zhiping.ui.look.watched import Watched
from zhiping.ui.neighbourhood import announced, doubts, today
from zhiping.words import N_

SYSTEM = Card(
    "neighbourhood",
    whole=today.whole_told,
    figures=today.card_figures,
    exceptions=today.exceptions,
    doubts=doubts.doubts,
    more=("neighbourhood/projects", N_("看邻里项目")),
    watched=(
        Watched("service_count", N_("服务"), N_("次")),
        Watched("running_count", N_("在运行的项目"), N_("个")),
        Watched("member_count", N_("联盟成员"), N_("个")),
    ),
    value_words={"phase": PHASES} | NOT_GIVEN,
    decimals={"expected_visit_count": 0},
    announced=announced.FIGURES,
)
