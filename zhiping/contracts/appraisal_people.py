"""考核, the part about persons: grades, peer ratings, what follows from an appraisal, and rectification.

Persons appear under pseudonyms only, and who may read these rows needs a permission of its own.
"""

from dataclasses import replace

from zhiping.contracts.appraisal import YEAR, code, unit_id
from zhiping.contracts.kinds import Column, Dataset, Parent
from zhiping.words import N_

GRADES = ("优秀", "称职", "基本称职", "不称职")
AWARDS = ("嘉奖", "记个人三等功", "晋升职级", "提拔或进一步使用", "全盟担当作为好干部")
TALK, SECOND_TALK = "约谈提醒", "二次约谈"
TRAINING = "靶向式专题培训"
OUTCOME_KINDS = (*AWARDS, TALK, TRAINING, SECOND_TALK)

_YEAR_BESIDE_KEY = replace(YEAR, is_key=False)
_PSEUDONYM = N_("代号，不写姓名和证件号")

appraisal_people = Dataset(
    name="appraisal_people",
    label=N_("考核人员"),
    system="appraisal",
    grain=N_("每行一年一名考核人员"),
    slices=("year",),
    parent=Parent("appraisal_units", "unit_id"),
    is_restricted=True,
    columns=(
        YEAR,
        code(
            "person_id",
            N_("人员代号"),
            "人员编号",
            is_key=True,
            meaning=_PSEUDONYM,
            example="R-001",
            is_personal=True,
        ),
        unit_id(is_key=False),
        Column("post", N_("岗位"), synonyms=("职务",), example="镇党委副书记"),
        Column(
            "is_leader",
            N_("是否一把手"),
            "flag",
            is_required=True,
            synonyms=("一把手", "主要负责人"),
            example="否",
        ),
        Column(
            "grade", N_("等次"), "choice", choices=GRADES, synonyms=("考核等次", "评定等次"), example="称职"
        ),
        Column(
            "score",
            N_("考核得分"),
            "number",
            unit=N_("分"),
            minimum=0,
            maximum=100,
            synonyms=("得分", "分数"),
            example="91.5",
        ),
    ),
)

peer_ratings = Dataset(
    name="peer_ratings",
    label=N_("班子互评"),
    system="appraisal",
    grain=N_("每行一人给另一人的一个分数"),
    slices=("year",),
    parent=Parent("appraisal_units", "unit_id"),
    is_restricted=True,
    columns=(
        YEAR,
        unit_id(is_key=True, label=N_("班子所在单位")),
        code(
            "rater_id",
            N_("评分人代号"),
            "评分人",
            is_key=True,
            meaning=N_("代号；评分人不出现在任何页面、导出和查询里"),
            example="R-002",
            is_personal=True,
        ),
        code(
            "ratee_id",
            N_("被评人代号"),
            "被评人",
            is_key=True,
            meaning=_PSEUDONYM,
            example="R-001",
            is_personal=True,
        ),
        Column(
            "score",
            N_("互评分"),
            "number",
            is_required=True,
            unit=N_("分"),
            minimum=0,
            maximum=100,
            synonyms=("分数", "评分"),
            example="90",
        ),
    ),
)

appraisal_outcomes = Dataset(
    name="appraisal_outcomes",
    label=N_("结果运用"),
    system="appraisal",
    grain=N_("每行一次奖励、使用、约谈或培训"),
    period="decided_on",
    parent=Parent("appraisal_units", "unit_id"),
    is_restricted=True,
    columns=(
        code("outcome_id", N_("结果编号"), "编号", is_key=True, example="JG-001"),
        _YEAR_BESIDE_KEY,
        unit_id(is_key=False),
        code("person_id", N_("人员代号"), "人员编号", meaning=_PSEUDONYM, example="R-001", is_personal=True),
        Column(
            "outcome_kind",
            N_("结果类型"),
            "choice",
            is_required=True,
            choices=OUTCOME_KINDS,
            synonyms=("运用方式", "类型"),
            example="嘉奖",
        ),
        Column("topic", N_("培训主题"), synonyms=("主题",), example="项目审批与要素保障"),
        Column(
            "decided_on",
            N_("决定日期"),
            "date",
            is_required=True,
            is_event=True,
            synonyms=("日期", "决定时间"),
            example="2025-03-20",
        ),
    ),
)

rectifications = Dataset(
    name="rectifications",
    label=N_("整改清单"),
    system="appraisal",
    grain=N_("每行一个整改问题"),
    period="due_on",
    parent=Parent("appraisal_units", "unit_id"),
    orders=(("done_on", "looked_back_on"),),
    is_restricted=True,
    columns=(
        code("item_id", N_("问题编号"), "编号", "序号", is_key=True, example="ZG-001"),
        _YEAR_BESIDE_KEY,
        unit_id(is_key=False),
        code("person_id", N_("人员代号"), "人员编号", meaning=_PSEUDONYM, example="R-001", is_personal=True),
        code("talk_id", N_("对应约谈"), "约谈编号", meaning=N_("结果运用表里约谈的编号"), example="JG-145"),
        Column("problem", N_("问题"), is_required=True, synonyms=("存在问题",), example="项目开工率偏低"),
        Column("measure", N_("整改措施"), synonyms=("措施",), example="每周调度一次"),
        Column("responsible", N_("责任岗位"), synonyms=("责任人", "责任人岗位"), example="分管副镇长"),
        Column(
            "due_on",
            N_("整改时限"),
            "date",
            is_required=True,
            synonyms=("时限", "完成时限"),
            example="2025-09-30",
        ),
        Column(
            "done_on",
            N_("完成日期"),
            "date",
            is_event=True,
            synonyms=("整改完成日期",),
            example="2025-09-18",
        ),
        Column("looked_back_on", N_("回头看日期"), "date", is_event=True, synonyms=("回头看",)),
        Column(
            "look_back_result",
            N_("回头看结果"),
            "choice",
            choices=("整改到位", "整改不力"),
            synonyms=("结果",),
            example="整改到位",
        ),
    ),
)

DATASETS = (appraisal_people, peer_ratings, appraisal_outcomes, rectifications)
