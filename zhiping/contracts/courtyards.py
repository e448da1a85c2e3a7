"""阿旗小院: the courtyards in people's homes and villages, and what happens in them."""

from zhiping.contracts.areas import AREA_CODE, COORD_DATUM, LATITUDE, LONGITUDE
from zhiping.contracts.filters import Filter, number_of, one_of, text
from zhiping.contracts.kinds import Column, Dataset, Parent, System
from zhiping.words import N_

COURTYARD_KINDS = ("红色", "和谐", "振兴", "石榴")
ACTIVITY_KINDS = (
    "理论宣讲",
    "红色教育",
    "意见建议",
    "矛盾纠纷",
    "民生问题",
    "技能培训",
    "民族团结",
    "助餐",
)

COURTYARD_ID = Column(
    "courtyard_id",
    N_("小院编号"),
    "code",
    is_required=True,
    is_key=True,
    synonyms=("小院ID", "院号"),
    example="XY-0001",
)

courtyards = Dataset(
    name="courtyards",
    label=N_("小院"),
    system="courtyards",
    grain=N_("每行一个小院"),
    orders=(("opened_on", "closed_on"),),
    columns=(
        COURTYARD_ID,
        Column(
            "courtyard_name", N_("小院名称"), is_required=True, synonyms=("名称", "小院"), example="同心小院"
        ),
        AREA_CODE,
        Column(
            "courtyard_kind",
            N_("小院类型"),
            "choice",
            is_required=True,
            choices=COURTYARD_KINDS,
            synonyms=("类型", "小院类别"),
            meaning=N_("红色：理论宣讲和红色教育；和谐：调解；振兴：产业和技能；石榴：民族团结"),
            example="和谐",
        ),
        Column(
            "host_kind",
            N_("主体类型"),
            "choice",
            choices=("党员中心户", "老党员", "村民代表", "种养大户", "手工艺传承人", "多民族家庭", "其他"),
            synonyms=("院主类型", "主体"),
            example="党员中心户",
        ),
        Column(
            "opened_on",
            N_("建院日期"),
            "date",
            is_event=True,
            synonyms=("成立日期", "启用日期", "建成时间"),
            example="2023-05-18",
        ),
        Column("closed_on", N_("停用日期"), "date", is_event=True, synonyms=("撤销日期", "关闭日期")),
        LONGITUDE,
        LATITUDE,
        COORD_DATUM,
        Column(
            "floor_area_m2",
            N_("面积(平方米)"),
            "number",
            unit=N_("平方米"),
            minimum=0,
            synonyms=("面积", "建筑面积"),
            example="120",
        ),
        Column(
            "member_count",
            N_("党员群众骨干人数"),
            "integer",
            unit=N_("人"),
            minimum=0,
            synonyms=("骨干人数", "成员人数"),
            example="6",
        ),
    ),
)

courtyard_activities = Dataset(
    name="courtyard_activities",
    label=N_("小院活动"),
    system="courtyards",
    grain=N_("每行一次活动，或同一天同一种的若干件事"),
    period="held_on",
    parent=Parent("courtyards", "courtyard_id"),
    columns=(
        Column(
            "activity_id",
            N_("活动编号"),
            "code",
            is_required=True,
            is_key=True,
            synonyms=("编号", "活动ID"),
            example="HD-2025-00001",
        ),
        Column(
            "courtyard_id",
            N_("小院编号"),
            "code",
            is_required=True,
            synonyms=("小院ID", "院号"),
            example="XY-0001",
        ),
        Column(
            "held_on",
            N_("活动日期"),
            "date",
            is_required=True,
            is_event=True,
            synonyms=("日期", "开展日期", "活动时间"),
            example="2025-10-16",
        ),
        Column(
            "activity_kind",
            N_("活动类型"),
            "choice",
            is_required=True,
            choices=ACTIVITY_KINDS,
            synonyms=("活动类别", "事项类型"),
            example="矛盾纠纷",
        ),
        Column(
            "case_count",
            N_("件/次数"),
            "integer",
            is_required=True,
            minimum=0,
            synonyms=("件数", "次数", "件次"),
            meaning=N_("宣讲、教育、培训、民族团结和助餐写次数，意见建议、矛盾纠纷、民生问题写件数"),
            example="2",
        ),
        Column(
            "settled_count",
            N_("办结/化解数"),
            "integer",
            minimum=0,
            synonyms=("办结数", "化解数", "已办结"),
            meaning=N_("件数中已经办结或化解的；没有办结写0，不清楚留空"),
            example="1",
        ),
        Column("training_field", N_("培训领域"), synonyms=("培训内容",), example="饲草种植"),
        Column(
            "visit_count",
            N_("参与人次"),
            "integer",
            unit=N_("人次"),
            minimum=0,
            synonyms=("人次", "参加人次"),
            example="18",
        ),
    ),
)

DATASETS = (courtyards, courtyard_activities)

SILENT_DAYS = (30, 90)

SYSTEM = System(
    "courtyards",
    N_("小院"),
    noun=N_("小院"),
    filters=(
        Filter(
            "kind",
            N_("小院类型"),
            ("courtyard_kind",),
            (None,),
            one_of(*COURTYARD_KINDS),
            N_("红色、和谐、振兴或石榴"),
            narrows={"courtyards": "courtyard_kind"},
            choices={kind: kind for kind in COURTYARD_KINDS},
            travels=True,
        ),
        Filter(
            "activity",
            N_("活动类型"),
            ("activity_kind",),
            (None,),
            one_of(*ACTIVITY_KINDS),
            N_("理论宣讲、矛盾纠纷等"),
            narrows={"courtyard_activities": "activity_kind"},
        ),
        Filter(
            "silent",
            N_("静默天数"),
            ("silent_days",),
            (SILENT_DAYS[0],),
            number_of(*SILENT_DAYS),
            N_("30 或 90"),
            why_view_only=N_("多少天没有活动才算，不决定读到哪些小院"),
            travels=True,
        ),
        Filter(
            "courtyard",
            N_("小院编号"),
            ("courtyard_id",),
            (None,),
            text,
            N_("一个小院编号"),
            narrows={"courtyards": "courtyard_id"},
            found_by="courtyards/courtyard",
        ),
    ),
)
