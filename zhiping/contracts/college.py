"""社区学院: who can teach, what is taught where and when, who comes, and what is asked for.

Learners appear under pseudonymous codes, the same in every session, so that they can be counted once.
"""

from zhiping.contracts.areas import AREA_CODE, COORD_DATUM, LATITUDE, LONGITUDE
from zhiping.contracts.columns import choice, code, day, flag, integer, moment, number, text
from zhiping.contracts.filters import Filter, any_text, one_of
from zhiping.contracts.kinds import Dataset, Parent, Room, System
from zhiping.words import N_

LECTURER_SOURCES = (N_("高校教师"), N_("骨干教师"), N_("各领域师资"))
ORDER_KINDS = (N_("点单式选课"), N_("订单式培训"), N_("主题培训"), N_("沙龙"))
BOOKED, CANCELLED, ATTENDED, ABSENT = N_("已预约"), N_("已取消"), N_("已参加"), N_("未到")
REQUEST_DAYS = 30  # within so many days a request ought to be met; request_days() in SQL

FIELD = text("field", N_("领域"), required=True, also="所属领域 方向", eg="矛盾调解")
COURSE_ID = code("course_id", N_("课程编号"), required=True, also="课程ID", eg="KC-001")
LECTURER_ID = code("lecturer_id", N_("师资编号"), also="讲师编号 教师编号", eg="SZ-001")

lecturers = Dataset(
    name="lecturers",
    label=N_("师资"),
    system="college",
    grain=N_("每行一位师资"),
    columns=(
        code("lecturer_id", N_("师资编号"), key=True, also="讲师编号 教师编号", eg="SZ-001"),
        text("lecturer_name", N_("师资姓名"), required=True, also="姓名 讲师 教师", eg="示例讲师001"),
        AREA_CODE,
        choice(
            "source_kind",
            N_("师资来源"),
            LECTURER_SOURCES,
            required=True,
            also="来源 师资类别",
            eg="骨干教师",
        ),
        text("field", N_("领域"), also="所属领域 方向 擅长领域", eg="矛盾调解"),
        day("hired_on", N_("聘任日期"), event=True, also="入库日期 聘用日期", eg="2024-03-01"),
        text("institution", N_("所在院校或单位"), also="单位 院校 所在单位", eg="示例学院"),
        choice(
            "selected_by", N_("选聘方式"), (N_("签约"), N_("比武"), N_("推荐")), also="入库方式", eg="比武"
        ),
    ),
)

courses = Dataset(
    name="courses",
    label=N_("课程"),
    system="college",
    grain=N_("每行一门课程"),
    columns=(
        code("course_id", N_("课程编号"), key=True, also="课程ID", eg="KC-001"),
        text("title", N_("课程名称"), required=True, also="名称 课程 题目", eg="社区矛盾调解十步法"),
        FIELD,
        AREA_CODE,
        choice(
            "order_kind",
            N_("开课方式"),
            ORDER_KINDS,
            required=True,
            also="选课方式 培训方式",
            means=N_("点单式选课：从课单里选；订单式培训：按需求定制；主题培训：统一安排；沙龙：交流研讨"),
            eg="点单式选课",
        ),
        choice(
            "form",
            N_("授课形式"),
            (N_("课堂教学"), N_("案例研讨"), N_("场景模拟"), N_("现场演示"), N_("其他")),
            also="形式 教学形式",
            eg="案例研讨",
        ),
        choice(
            "audience",
            N_("授课对象"),
            (N_("社区工作者"), N_("网格员"), N_("居民")),
            also="对象 培训对象",
            eg="社区工作者",
        ),
    ),
)

class_sessions = Dataset(
    name="class_sessions",
    label=N_("开课"),
    system="college",
    grain=N_("每行一次课"),
    period="held_at",
    columns=(
        code("session_id", N_("开课编号"), key=True, also="课次编号 场次编号", eg="KK-0001"),
        COURSE_ID,
        LECTURER_ID,
        # A plan lies ahead: it never tells up to when a file is complete.
        moment("held_at", N_("开课时间"), required=True, also="上课时间 培训时间", eg="2025-10-16 09:00"),
        number("hours", N_("学时"), required=True, also="课时", unit=N_("学时"), least=0, eg="2"),
        text("place", N_("开课地点"), also="地点 上课地点", eg="党群服务中心二楼"),
        AREA_CODE,
        integer(
            "capacity",
            N_("名额(人)"),
            also="名额 容量 座位",
            unit=N_("人"),
            means=N_("到课不多于预约，预约不多于名额；预约多于名额的课不计入满座率"),
            least=1,
            eg="30",
        ),
        choice("status", N_("开课状态"), (N_("已开课"), N_("计划"), N_("取消")), also="状态", eg="已开课"),
        LONGITUDE,
        LATITUDE,
        COORD_DATUM,
    ),
)

bookings = Dataset(
    name="bookings",
    label=N_("预约"),
    system="college",
    grain=N_("每行一人对一次课的预约"),
    parent=Parent("class_sessions", "session_id"),
    rooms=(Room("class_sessions", "session_id", "capacity", "status", (BOOKED, ATTENDED, ABSENT)),),
    columns=(
        code("booking_id", N_("预约编号"), key=True, also="编号 报名编号", eg="YY-000001"),
        code("session_id", N_("开课编号"), required=True, also="课次编号 场次编号", eg="KK-0001"),
        code(
            "learner_id",
            N_("学员代号"),
            required=True,
            also="学员编码 学员编号",
            means=N_("代号，不写姓名、电话和证件号；同一个人每次用同一个代号"),
            personal=True,
            eg="L-000123",
        ),
        choice(
            "channel",
            N_("预约方式"),
            (N_("手机预约"), N_("组织选派"), N_("现场")),
            also="渠道 报名方式",
            eg="手机预约",
        ),
        moment("booked_at", N_("预约时间"), event=True, also="报名时间", eg="2025-10-12 20:15"),
        choice(
            "status",
            N_("预约状态"),
            (BOOKED, CANCELLED, ATTENDED, ABSENT),
            required=True,
            also="状态 到课情况",
            eg="已参加",
        ),
        integer(
            "rating",
            N_("评分(1-5)"),
            also="评分 满意度",
            unit=N_("分"),
            means=N_("来上课的人打的分；没有评的不填"),
            least=1,
            most=5,
            eg="5",
        ),
    ),
)

course_requests = Dataset(
    name="course_requests",
    label=N_("点单需求"),
    system="college",
    grain=N_("每行一个点单需求"),
    period="requested_on",
    columns=(
        code("request_id", N_("需求编号"), key=True, also="点单编号", eg="DD-0001"),
        AREA_CODE,
        FIELD,
        day("requested_on", N_("点单日期"), required=True, event=True, also="提出日期 日期", eg="2025-09-20"),
        integer("people_count", N_("需求人数(人)"), also="人数 需求人数", unit=N_("人"), least=1, eg="25"),
        code(
            "session_id",
            N_("开课编号"),
            also="课次编号 场次编号",
            means=N_("满足这个需求的那一次课；还没有安排就不填"),
            eg="KK-0001",
        ),
        LECTURER_ID,
        flag("solved", N_("问题是否解决"), also="是否解决 解决情况", eg="是"),
    ),
)

DATASETS = (lecturers, courses, class_sessions, bookings, course_requests)

SYSTEM = System(
    "college",
    N_("社区学院"),
    noun=N_("课"),
    filters=(
        Filter(
            "field",
            N_("领域"),
            ("field",),
            (None,),
            any_text,
            N_("课程、师资和需求的一个领域"),
            narrows={"lecturers": "field", "courses": "field", "course_requests": "field"},
            is_listed=True,
            travels=True,
        ),
        Filter(
            "order",
            N_("开课方式"),
            ("order_kind",),
            (None,),
            one_of(*ORDER_KINDS),
            N_("点单式选课、订单式培训、主题培训或沙龙"),
            narrows={"courses": "order_kind"},
            choices={kind: kind for kind in ORDER_KINDS},
        ),
        Filter(
            "course",
            N_("课程编号"),
            ("course_id",),
            (None,),
            any_text,
            N_("一个课程编号"),
            narrows={"courses": "course_id", "class_sessions": "course_id"},
            found_by="college/course",
        ),
    ),
)
