"""小院: headings of the columns that only its queries have."""

from zhiping.words import N_

HEADINGS: dict[str, str] = {
    "courtyard_count": N_("小院(个)"),
    "activity_count": N_("活动(场)"),
    "settleable_count": N_("应办件数"),
    "settled_share": N_("办结/化解率"),
    "unknown_settled_count": N_("未填办结数的件数"),
    "activities_per_courtyard": N_("每院活动(场)"),
    "per_courtyard": N_("每院件次"),
    "per_1000": N_("每千人件次"),
    "cases_per_1000": N_("每千人件次"),
    "silent_count": N_("静默小院(个)"),
    "silent_days": N_("静默天数"),
    "last_held_on": N_("最近活动"),
    "first_held_on": N_("最早活动"),
    "village_count": N_("嘎查村(个)"),
    "village_with_courtyard_count": N_("有小院的嘎查村(个)"),
    "missing_village_count": N_("还没有小院的嘎查村(个)"),
    "mean": N_("均值"),
    "lower_limit": N_("下限"),
    "upper_limit": N_("上限"),
    "is_trial": N_("试行界限"),
    "signal_told": N_("信号"),
    "meal_count": N_("助餐次数"),
    "visits_per_meal": N_("每餐人次"),
    "reached_share": N_("每餐到的占65岁及以上"),
    "day_count": N_("开餐天数"),
    "silence_told": N_("动静"),
}
