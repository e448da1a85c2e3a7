"""暖"新"驿站: stations, merchants that give discounts, and the calendar of holidays."""

from dataclasses import replace

from zhiping.contracts.areas import AREA_CODE, COORD_DATUM, LATITUDE, LONGITUDE
from zhiping.contracts.columns import choice, code, day, integer, moment, opening_hours, several, text
from zhiping.contracts.filters import Filter, any_text, between, one_of, several_of, some_moment
from zhiping.contracts.kinds import Column, Dataset, System
from zhiping.words import N_

SERVICES = (
    N_("休息"),
    N_("饮水"),
    N_("充电"),
    "Wi-Fi",
    N_("热饭"),
    N_("卫生间"),
    N_("药箱"),
    N_("阅读"),
    N_("母婴"),
    N_("法律援助"),
    N_("工会服务"),
    N_("其他"),
)
MERCHANT_KINDS = (N_("药店"), N_("餐饮"), N_("超市"), N_("维修"), N_("理发"), N_("体检"), N_("其他"))


def _required(column: Column) -> Column:
    return replace(column, is_required=True)


stations = Dataset(
    name="stations",
    label=N_("驿站"),
    system="stations",
    grain=N_("每行一个驿站"),
    columns=(
        code("station_id", N_("驿站编号"), key=True, also="编号 站点编号", eg="YZ-001"),
        text(
            "station_name", N_("驿站名称"), required=True, also="名称 站点名称 驿站", eg="科尔沁大街暖新驿站"
        ),
        AREA_CODE,
        text("address", N_("地址"), also="详细地址 位置", eg="科尔沁大街与明仁路交汇处"),
        _required(LONGITUDE),
        _required(LATITUDE),
        _required(COORD_DATUM),
        opening_hours(
            "opening_hours",
            N_("营业时间"),
            required=True,
            also="开放时间 服务时间 营业时段",
            means=N_("例如 周一至周五 8:00-18:00，周六 9:00-12:00，节假日休息；或 24小时；或 OSM 的写法"),
            eg="周一至周五 8:00-18:00",
        ),
        several("services", N_("服务项目"), SERVICES, also="服务 服务内容", eg="休息、饮水、充电"),
        choice(
            "status",
            N_("状态"),
            (N_("正常"), N_("暂停"), N_("撤销")),
            required=True,
            also="运行状态 驿站状态",
            eg="正常",
        ),
        text("operator", N_("管理单位"), also="运营单位 主管单位", eg="科尔沁区总工会"),
        code(
            "phone",
            N_("联系电话"),
            also="电话",
            means=N_("驿站的公开电话，不写个人手机号"),
            eg="0475-8000000",
        ),
        integer("capacity", N_("座位数"), also="容量 座位", least=0, eg="12"),
        moment("updated_at", N_("信息更新时间"), event=True, also="更新时间", eg="2025-10-20 09:00"),
    ),
)

merchants = Dataset(
    name="merchants",
    label=N_("合作商家"),
    system="stations",
    grain=N_("每行一个合作商家"),
    columns=(
        code("merchant_id", N_("商家编号"), key=True, also="编号", eg="SJ-0001"),
        text("merchant_name", N_("商家名称"), required=True, also="名称 商家", eg="明仁路药店"),
        choice("kind", N_("商家类别"), MERCHANT_KINDS, required=True, also="类别 类型", eg="药店"),
        AREA_CODE,
        text("address", N_("地址"), also="详细地址 位置"),
        LONGITUDE,
        LATITUDE,
        COORD_DATUM,
        text("discount", N_("优惠内容"), also="优惠", eg="非处方药九折"),
        choice("status", N_("状态"), (N_("有效"), N_("停用")), required=True, also="合作状态", eg="有效"),
        day("joined_on", N_("加入日期"), event=True, also="合作日期 签约日期", eg="2025-03-01"),
    ),
)

holidays = Dataset(
    name="holidays",
    label=N_("节假日"),
    system="stations",
    grain=N_("每行一天：调休的休息日或上班日"),
    period="day",
    columns=(
        day("day", N_("日期"), key=True, also="节假日", eg="2025-10-01"),
        choice(
            "kind",
            N_("类型"),
            (N_("休息"), N_("上班")),
            required=True,
            also="类别 安排",
            means=N_("休息：放假；上班：周末调休上班"),
            eg="休息",
        ),
        text("name", N_("名称"), also="节日", eg="国庆节"),
    ),
)

DATASETS = (stations, merchants, holidays)

OPENINGS = {
    "open": N_("营业中"),
    "closed": N_("已关门"),
    "unknown": N_("营业时间未知"),
    "suspended": N_("暂停服务"),
}
STALE_DAYS = 30  # after so many days without an update a record is stale; stale_after() in SQL
RADIUS_M = (300, 3000)
USUAL_RADIUS_M = 1000
MOST_SITES = 20
USUAL_SITES = 5

SYSTEM = System(
    "stations",
    N_("驿站"),
    noun=N_("驿站"),
    is_open_to_companies=True,
    filters=(
        Filter(
            "services",
            N_("服务项目"),
            ("services",),
            (None,),
            several_of(*SERVICES),
            N_("一个或几个服务项目，用逗号隔开；要全部都有"),
            narrows={"stations": "services"},
            nothing=N_("不限"),
        ),
        Filter(
            "at",
            N_("何时营业"),
            ("open_at",),
            (None,),
            some_moment,
            N_("2000 到 2100 年的时间，写成 2025-01-31T18:00"),
            why_view_only=N_("按哪一刻判断是否营业，不决定读到哪些驿站"),
        ),
        Filter(
            "opening",
            N_("营业状态"),
            ("opening",),
            (None,),
            one_of(*OPENINGS),
            N_("open、closed、unknown 或 suspended"),
            why_view_only=N_("是否营业每分钟都会变，由营业时间算出"),
            choices=OPENINGS,
        ),
        Filter(
            "station",
            N_("驿站编号"),
            ("station_id",),
            (None,),
            any_text,
            N_("一个驿站编号"),
            narrows={"stations": "station_id"},
            found_by="stations/station",
        ),
        Filter(
            "radius",
            N_("距离(米)"),
            ("radius_m",),
            (USUAL_RADIUS_M,),
            between(*RADIUS_M),
            N_("300 到 3000 之间的米数"),
            why_view_only=N_("多近才算近，不决定读到哪些驿站"),
        ),
        Filter(
            "shop",
            N_("商家类别"),
            ("merchant_kind",),
            (None,),
            one_of(*MERCHANT_KINDS),
            N_("药店、餐饮等"),
            narrows={"merchants": "kind"},
            choices={kind: kind for kind in MERCHANT_KINDS},
        ),
        Filter(
            "sites",
            N_("新站个数"),
            ("site_count",),
            (USUAL_SITES,),
            between(1, MOST_SITES),
            N_("1 到 20"),
            why_view_only=N_("算几个新站，不决定读到哪些驿站"),
        ),
    ),
)
