"""驿站: what the figures of stations mean."""

from zhiping.definitions.kinds import Measure
from zhiping.words import N_

MEASURES: tuple[Measure, ...] = (
    Measure(
        "station_open",
        N_("营业中"),
        N_(
            "按填报的营业时间和节假日表，在所选的时间（没有选就是现在）开着门的驿站；开门那一分钟算开，关门那一分钟不算。"
            "营业时间读不懂的是“未知”，不算营业；暂停服务的不算，撤销的不在名单里。"
        ),
        N_("所选时间营业的驿站个数；占比 = 营业中 ÷ 全部没有撤销的驿站"),
        N_("个"),
        "neither",
        "stations/now",
    ),
    Measure(
        "station_closing_soon",
        N_("一小时内关门"),
        N_("在所选的时间还营业、再过不到或刚好一小时就关门的驿站。"),
        N_("营业中且关门时间 − 所选时间 ≤ 1 小时的驿站个数"),
        N_("个"),
        "neither",
        "stations/now",
    ),
    Measure(
        "station_unknown_hours",
        N_("营业时间未知"),
        N_("没有填营业时间，或者填的读不懂的驿站；不知道开没开，不算营业，需要填报单位更正。"),
        N_("营业时间不能判断的驿站个数，不含暂停服务的"),
        N_("个"),
        "lower",
        "stations/now",
    ),
    Measure(
        "station_stale",
        N_("信息陈旧"),
        N_(
            "到所选的时间（没有选就是现在）信息超过30天没有更新的驿站；刚好30天的不算。名单里有每个驿站多少天没有更新。"
            "没有填信息更新时间，或者更新时间晚于数据截至时间的是“未知”，不算陈旧，也不算新，占比里不含。"
            "今日态势按数据截至时间判断，并写明是哪一天。"
        ),
        N_("所选时间 − 信息更新时间 > 30 天的驿站个数；占比 = 陈旧 ÷ 知道何时更新的驿站"),
        N_("个"),
        "lower",
        "stations/now",
    ),
)
