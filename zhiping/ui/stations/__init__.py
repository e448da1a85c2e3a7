"""驿站: its card, by which 今日态势, the tables and the kit know it (see zhiping/ui/kit/systems.py)."""

from zhiping.ui.kit.systems import Card, Control
from zhiping.ui.look.watched import Watched
from zhiping.ui.stations import announced, filters, today
from zhiping.words import N_

SYSTEM = Card(
    "stations",
    whole=today.whole_told,
    figures=today.card_figures,
    exceptions=today.exceptions,
    watched=(
        Watched("station_count", N_("驿站"), N_("个")),
        Watched("redemption_count", N_("优惠核销"), N_("次")),
        Watched("stale_count", N_("信息超过30天没有更新"), N_("个")),
    ),
    more=("stations/map", N_("看驿站地图")),
    controls={
        "services": Control(filters.draw_services, filters.services_told),
        "at": Control(filters.draw_at, filters.at_told),
    },
    announced=announced.FIGURES,
)
