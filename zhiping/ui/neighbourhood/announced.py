"""邻里 as it was announced: the measures of 公布数字 that we count ourselves."""

from zhiping.ui.kit.systems import Announced


def _figure(column: str) -> Announced:
    return Announced("neighbourhood/projects", "neighbourhood/key_figures", column)


FIGURES = {
    "联盟成员": _figure("member_count"),
    "民生微项目": _figure("livelihood_count"),
    "合作伙伴": _figure("partner_count"),
    "集市服务人次": _figure("market_visit_count"),
    "蜂巢子项目": _figure("beehive_count"),
    "惠及人数": _figure("people_count"),
    "阵地": Announced("neighbourhood/venues", "neighbourhood/venue_totals", "venue_count"),
}
