"""驿站: headings of the columns that only the map of stations and its list have."""

from zhiping.words import N_

HEADINGS: dict[str, str] = {
    "state_told": N_("营业状态"),
    "change_told": N_("下次关门或开门"),
    "changes_at": N_("下次关门或开门时间"),
    "services_told": N_("服务项目"),
    "stale_days": N_("多少天没更新"),
    "closes_at": N_("关门时间"),
    "opens_at": N_("开门时间"),
}
