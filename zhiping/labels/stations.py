"""驿站: headings of the columns that only the map of stations and its list have."""

from zhiping.labels.station_use import USE_LABELS
from zhiping.words import N_

LABELS: dict[str, str] = {
    "band_from_metres": N_("距离段起(米)"),
    "state_told": N_("营业状态"),
    "change_told": N_("下次关门或开门"),
    "changes_at": N_("下次关门或开门时间"),
    "services_told": N_("服务项目"),
    "stale_days": N_("多少天没更新"),
    "closes_at": N_("关门时间"),
    "opens_at": N_("开门时间"),
    "suspended_count": N_("暂停服务(个)"),
    "stale_count": N_("久未更新(个)"),
    "undated_count": N_("没有更新时间(个)"),
    "is_stale": N_("久未更新"),
    "hours_words": N_("一周营业时间"),
    **USE_LABELS,
}

QUESTION_LABELS: dict[str, dict[str, str]] = {
    "stations/now": {"open_count": N_("营业中(个)"), "closed_count": N_("已关门(个)")},
    "stations/open_hours": {"open_count": N_("开门的驿站(个)"), "unknown_count": N_("营业时间未知(个)")},
}
