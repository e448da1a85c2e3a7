"""邻里: who works together in a neighbourhood, what they offer, and the places that they offer it in."""

from zhiping.contracts.areas import AREA_CODE
from zhiping.contracts.columns import choice, code, day, flag, integer, number, text
from zhiping.contracts.filters import Filter, any_text, one_of
from zhiping.contracts.kinds import Dataset, Parent, System
from zhiping.words import N_

WHO = (N_("企业"), N_("商户"), N_("社会组织"), N_("个人"))
PROJECT_KINDS = (N_("民生微项目"), N_("蜂巢子项目"), N_("邻里集市"))
MODES = (N_("公益"), N_("有偿"), N_("市场"))
ROLES = (N_("社区合伙人"), N_("阵地合作单位"), N_("空间主理人"))
TRADES = (N_("家政"), N_("便民超市"), N_("快递驿站"), N_("裁缝铺"), N_("共享餐厅"), N_("其他"))
PRICE_KINDS = (N_("免费"), N_("低偿"), N_("市价"))

alliance_members = Dataset(
    name="alliance_members",
    label=N_("联盟成员"),
    system="neighbourhood",
    grain=N_("每行一个联盟成员"),
    orders=(("joined_on", "left_on"),),
    columns=(
        code("member_id", N_("成员编号"), key=True, also="编号 成员ID", eg="CY-001"),
        text("member_name", N_("成员名称"), required=True, also="名称 成员", eg="示例家政服务部"),
        choice("member_kind", N_("成员类型"), WHO, required=True, also="类型", eg="商户"),
        AREA_CODE,
        day("joined_on", N_("加入日期"), required=True, event=True, also="入盟日期", eg="2024-06-01"),
        day("left_on", N_("退出日期"), event=True, also="退盟日期"),
    ),
)

partners = Dataset(
    name="partners",
    label=N_("合作单位与社区合伙人"),
    system="neighbourhood",
    grain=N_("每行一个合作单位、社区合伙人或空间主理人"),
    columns=(
        code("partner_id", N_("伙伴编号"), key=True, also="合作单位编号 合伙人编号 编号", eg="HB-001"),
        text("partner_name", N_("伙伴名称"), required=True, also="合作单位 合伙人 名称", eg="示例书店"),
        choice("partner_kind", N_("伙伴类型"), WHO, required=True, also="类型", eg="企业"),
        choice("role", N_("角色"), ROLES, also="合作角色 身份", eg="社区合伙人"),
        AREA_CODE,
    ),
)

VENUE_ID = code("venue_id", N_("阵地编号"), key=True, also="阵地ID", eg="ZD-01")

venues = Dataset(
    name="venues",
    label=N_("阵地"),
    system="neighbourhood",
    grain=N_("每行一处阵地"),
    columns=(
        VENUE_ID,
        text("venue_name", N_("阵地名称"), required=True, also="名称 阵地", eg="示例社区邻里中心"),
        AREA_CODE,
        number(
            "floor_area_m2", N_("面积(平方米)"), also="面积 建筑面积", unit=N_("平方米"), least=0, eg="360"
        ),
        day(
            "renovated_on",
            N_("改造日期"),
            also="改造完成日期",
            means=N_("改造后启用的那天；没有改造不填"),
            eg="2025-03-10",
        ),
        text("use_before", N_("改造前用途"), also="原用途", eg="闲置会议室"),
        text("use_after", N_("改造后用途"), also="现用途 用途", eg="共享餐厅"),
    ),
)

venue_partners = Dataset(
    name="venue_partners",
    label=N_("阵地合作"),
    system="neighbourhood",
    grain=N_("每行一处阵地的一个合作单位"),
    parent=Parent("venues", "venue_id"),
    columns=(
        VENUE_ID,
        code("partner_id", N_("伙伴编号"), key=True, also="合作单位编号 合伙人编号", eg="HB-001"),
        choice("mode", N_("合作方式"), (N_("服务置换"), N_("低偿"), N_("无偿")), also="方式", eg="服务置换"),
    ),
)

venue_visits = Dataset(
    name="venue_visits",
    label=N_("阵地使用"),
    system="neighbourhood",
    grain=N_("每行一处阵地的一个月"),
    period="month",
    parent=Parent("venues", "venue_id"),
    columns=(
        VENUE_ID,
        day(
            "month",
            N_("月份"),
            key=True,
            event=True,
            also="使用月份 统计月份",
            means=N_("当月1日"),
            month=True,
            eg="2025-10-01",
        ),
        integer(
            "visit_count",
            N_("到访人次"),
            required=True,
            also="人次 使用人次",
            unit=N_("人次"),
            least=0,
            eg="620",
        ),
        number("open_hours", N_("开放小时数"), also="开放时长 开放小时", unit=N_("小时"), least=0, eg="210"),
    ),
)

projects = Dataset(
    name="projects",
    label=N_("微项目"),
    system="neighbourhood",
    grain=N_("每行一个项目"),
    orders=(("started_on", "ended_on"),),
    columns=(
        code("project_id", N_("项目编号"), key=True, also="编号 项目ID", eg="XM-001"),
        text("project_name", N_("项目名称"), required=True, also="名称 项目", eg="老旧楼道修缮"),
        choice("project_kind", N_("项目类型"), PROJECT_KINDS, required=True, also="类型", eg="民生微项目"),
        choice("mode", N_("运行方式"), MODES, also="方式 运营方式", eg="公益"),
        AREA_CODE,
        day("started_on", N_("启动日期"), required=True, event=True, also="开始日期", eg="2025-03-01"),
        day("ended_on", N_("结束日期"), event=True, also="完成日期"),
        code("host_member_id", N_("承办成员编号"), also="承办成员", eg="CY-001"),
        code("lead_partner_id", N_("牵头伙伴编号"), also="牵头合伙人 牵头单位编号", eg="HB-001"),
        code("venue_id", N_("所在阵地编号"), also="阵地编号", eg="ZD-01"),
        choice("trade", N_("业态"), TRADES, eg="家政"),
        flag("is_secretary_project", N_("书记项目"), also="是否书记项目", eg="是"),
        text("service_field", N_("服务领域"), also="领域", eg="养老"),
    ),
)

project_services = Dataset(
    name="project_services",
    label=N_("服务记录"),
    system="neighbourhood",
    grain=N_("每行一次服务"),
    period="held_on",
    parent=Parent("projects", "project_id"),
    columns=(
        code("service_id", N_("服务编号"), key=True, also="编号 服务ID", eg="FW-0001"),
        code("project_id", N_("项目编号"), required=True, also="项目ID", eg="XM-001"),
        day("held_on", N_("服务日期"), required=True, event=True, also="日期 开展日期", eg="2025-10-16"),
        integer("visit_count", N_("服务人次"), also="人次", unit=N_("人次"), least=0, eg="45"),
        integer(
            "people_count",
            N_("惠及人数"),
            also="人数 受益人数",
            means=N_("这一次惠及多少人；各次相加可能重复，不是不同的人数"),
            unit=N_("人"),
            least=0,
            eg="40",
        ),
        choice("price_kind", N_("收费方式"), PRICE_KINDS, also="收费", eg="免费"),
        number("subsidy_yuan", N_("补贴(元)"), also="补贴 补贴金额", unit=N_("元"), least=0, eg="200"),
    ),
)

neighbourhood_needs = Dataset(
    name="neighbourhood_needs",
    label=N_("居民需求"),
    system="neighbourhood",
    grain=N_("每行一条需求"),
    period="raised_on",
    columns=(
        code("need_id", N_("需求编号"), key=True, also="编号 需求ID", eg="XQ-001"),
        AREA_CODE,
        text("field", N_("需求领域"), required=True, also="领域 类别", eg="养老"),
        day("raised_on", N_("提出日期"), required=True, event=True, also="日期", eg="2025-09-12"),
        code("project_id", N_("回应的项目编号"), also="项目编号 对应项目", eg="XM-001"),
    ),
)

DATASETS = (
    alliance_members,
    partners,
    venues,
    venue_partners,
    venue_visits,
    projects,
    project_services,
    neighbourhood_needs,
)

SYSTEM = System(
    "neighbourhood",
    N_("邻里项目"),
    noun=N_("项目"),
    filters=(
        Filter(
            "project-kind",
            N_("项目类型"),
            ("project_kind",),
            (None,),
            one_of(*PROJECT_KINDS),
            N_("民生微项目、蜂巢子项目或邻里集市"),
            narrows={"projects": "project_kind"},
            choices={kind: kind for kind in PROJECT_KINDS},
        ),
        Filter(
            "venue",
            N_("阵地编号"),
            ("venue_id",),
            (None,),
            any_text,
            N_("一处阵地的编号"),
            narrows={"venues": "venue_id"},
            found_by="neighbourhood/venue",
        ),
    ),
)
