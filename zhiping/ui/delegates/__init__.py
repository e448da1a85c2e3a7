"""党代表履职: its card, by which 今日态势, the tables and the kit know it (see zhiping/ui/kit/systems.py)."""

from zhiping.labels.delegates import COUNTED, STAGES
from zhiping.ui.delegates import announced, today
from zhiping.ui.kit.systems import Card
from zhiping.ui.look.watched import Watched
from zhiping.words import N_

SYSTEM = Card(
    "delegates",
    whole=today.whole_told,
    figures=today.card_figures,
    exceptions=today.exceptions,
    watched=(
        Watched("suggestion_count", N_("建议"), N_("件")),
        Watched("replied_count", N_("已反馈"), N_("件")),
        Watched("overdue_count", N_("逾期未反馈"), N_("件")),
    ),
    more=("delegates/suggestions", N_("看建议办理")),
    value_words={"stage": STAGES, "counted": COUNTED},
    announced=announced.FIGURES,
)
