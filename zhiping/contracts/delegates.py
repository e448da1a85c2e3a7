"""党代表履职: the delegates, what they suggest and what becomes of it, and the days on which they listen."""

from zhiping.contracts.areas import AREA_CODE
from zhiping.contracts.columns import choice, code, day, integer, moment, several, text
from zhiping.contracts.filters import Filter, any_text, one_of
from zhiping.contracts.kinds import Column, Dataset, Parent, System
from zhiping.words import N_

LEVELS = (N_("市级"), N_("区级"))
SUGGESTION_TYPES = (N_("推动解决类"), N_("意见参考类"))
ROLES = (N_("主办"), N_("协办"))


def delegate_id(*, is_key: bool = False, is_required: bool = True) -> Column:
    """The column that names a delegate, in whichever dataset."""
    return code(
        "delegate_id",
        N_("党代表编号"),
        key=is_key,
        required=is_key or is_required,
        also="党代表 代表编号",
        eg="D-014",
    )


_SUGGESTION_ID = code("suggestion_id", N_("建议编号"), key=True, also="建议号 编号", eg="JY-2025-001")

delegates = Dataset(
    name="delegates",
    label=N_("党代表"),
    system="delegates",
    grain=N_("每行一名党代表"),
    columns=(
        delegate_id(is_key=True),
        text("delegate_name", N_("姓名"), required=True, also="党代表姓名 代表姓名", eg="示例甲"),
        AREA_CODE,
        text("unit", N_("所在单位"), also="单位 工作单位", eg="示例甲街道办"),
        choice(
            "congress",
            N_("党代表层级"),
            (N_("全国"), N_("自治区"), N_("盟市"), N_("旗县区"), N_("乡镇")),
            also="层级 代表层级",
            eg="旗县区",
        ),
    ),
)

suggestions = Dataset(
    name="suggestions",
    label=N_("建议"),
    system="delegates",
    grain=N_("每行一件建议"),
    period="submitted_on",
    orders=(
        ("submitted_on", "assigned_at"),
        ("assigned_at", "due_on"),
        ("assigned_at", "last_supervised_on"),
        ("assigned_at", "replied_at"),
        ("replied_at", "evaluated_at"),
    ),
    columns=(
        _SUGGESTION_ID,
        delegate_id(is_required=False),
        choice(
            "source_kind",
            N_("建议来源"),
            (N_("党代表"), N_("党委党工委")),
            required=True,
            also="来源",
            means=N_("党代表个人提出的，或党委、党工委征集的"),
            eg="党代表",
        ),
        choice("level", N_("交办层级"), LEVELS, also="层级 办理层级", eg="区级"),
        choice("suggestion_type", N_("建议类型"), SUGGESTION_TYPES, also="类型 建议类别", eg="推动解决类"),
        AREA_CODE,
        text("title", N_("标题"), required=True, also="建议标题 建议内容 主题", eg="增设老旧小区充电棚"),
        text("category", N_("领域"), also="建议领域 分类", eg="老旧小区"),
        text(
            "host_unit", N_("主办单位"), required=True, also="主办 承办单位", eg="区住建局", names_units=True
        ),
        several("support_units", N_("协办单位"), also="协办", eg="区城管局、街道办", names_units=True),
        day(
            "submitted_on",
            N_("提交日期"),
            required=True,
            event=True,
            also="提出日期 收到日期",
            eg="2025-03-05",
        ),
        moment("assigned_at", N_("交办时间"), event=True, also="交办日期", eg="2025-03-12 09:00"),
        day("due_on", N_("办理时限"), also="时限 办结时限 完成时限", eg="2025-06-10"),
        integer(
            "supervised_count",
            N_("督办次数"),
            also="督办",
            unit=N_("次"),
            means=N_("督办过几次；没有督办写0，不清楚留空"),
            least=0,
            eg="0",
        ),
        day("last_supervised_on", N_("最近督办日期"), event=True, also="督办日期"),
        moment("replied_at", N_("反馈时间"), event=True, also="答复时间 反馈日期", eg="2025-06-03 16:00"),
        moment("evaluated_at", N_("评估时间"), event=True, also="评价时间 评估日期", eg="2025-06-10 10:00"),
        choice(
            "evaluation",
            N_("评估结果"),
            (N_("满意"), N_("基本满意"), N_("不满意")),
            also="评价 满意情况",
            eg="满意",
        ),
        choice(
            "result",
            N_("办理结果"),
            (N_("已落实"), N_("正在落实"), N_("列入计划"), N_("留作参考")),
            also="落实情况 结果",
            eg="已落实",
        ),
        text(
            "responsible",
            N_("责任人岗位"),
            also="责任人 责任岗位",
            means=N_("写岗位，不写姓名"),
            eg="分管副局长",
        ),
    ),
)

suggestion_tasks = Dataset(
    name="suggestion_tasks",
    label=N_("建议任务"),
    system="delegates",
    grain=N_("每行一件建议里一个单位的任务"),
    parent=Parent("suggestions", "suggestion_id"),
    columns=(
        _SUGGESTION_ID,
        text("unit", N_("承办单位"), key=True, also="单位", eg="区住建局"),
        choice("role", N_("主办或协办"), ROLES, required=True, also="角色 办理方式", eg="主办"),
        text("task", N_("任务"), required=True, also="任务内容 任务事项", eg="完成选址和设计"),
        text(
            "responsible",
            N_("责任人岗位"),
            also="责任人 责任岗位",
            means=N_("写岗位，不写姓名"),
            eg="物业科科长",
        ),
        day("due_on", N_("完成时限"), required=True, also="时限", eg="2025-05-20"),
        day("done_on", N_("完成日期"), event=True, also="办结日期", eg="2025-05-16"),
    ),
)

talk_days = Dataset(
    name="talk_days",
    label=N_("民情恳谈日"),
    system="delegates",
    grain=N_("每行一次民情恳谈日"),
    period="held_on",
    columns=(
        code("talk_id", N_("民情恳谈日编号"), key=True, also="恳谈日编号 编号", eg="MT-202510-014"),
        delegate_id(),
        day("held_on", N_("举办日期"), required=True, event=True, also="日期 恳谈日期", eg="2025-10-15"),
        AREA_CODE,
        text("place", N_("地点"), also="举办地点", eg="社区党群服务中心"),
        integer("people_count", N_("参加人数"), also="到场人数", unit=N_("人"), least=0, eg="18"),
        integer("request_count", N_("收集诉求数"), also="诉求数 收集诉求", unit=N_("件"), least=0, eg="3"),
    ),
)

DATASETS = (delegates, suggestions, suggestion_tasks, talk_days)

LISTS = {"tasks": N_("任务清单"), "duties": N_("责任清单"), "deadlines": N_("时限清单")}

SYSTEM = System(
    "delegates",
    N_("党代表履职"),
    noun=N_("建议"),
    is_for_colleagues=True,
    filters=(
        Filter(
            "delegate",
            N_("党代表"),
            ("delegate_id",),
            (None,),
            any_text,
            N_("一名党代表的编号"),
            narrows=dict.fromkeys(
                ("delegates", "suggestions", "talk_days", "duties", "pairings"), "delegate_id"
            ),
            is_listed=True,
            travels=True,
        ),
        Filter(
            "suggestion",
            N_("建议编号"),
            ("suggestion_id",),
            (None,),
            any_text,
            N_("一件建议的编号"),
            narrows={"suggestions": "suggestion_id"},
            found_by="delegates/suggestion",
        ),
        Filter(
            "level",
            N_("交办层级"),
            ("suggestion_level",),
            (None,),
            one_of(*LEVELS),
            N_("市级或区级"),
            narrows={"suggestions": "level"},
            choices={level: level for level in LEVELS},
            nothing=N_("市级和区级"),
        ),
        Filter(
            "host",
            N_("主办单位"),
            ("host_unit",),
            (None,),
            any_text,
            N_("一个主办单位"),
            narrows={"suggestions": "host_unit"},
            is_listed=True,
        ),
        Filter(
            "list",
            N_("清单"),
            ("list",),
            ("deadlines",),
            one_of(*LISTS),
            N_("tasks、duties 或 deadlines"),
            why_view_only=N_("任务按什么排列，不决定读到哪些任务"),
        ),
    ),
)
