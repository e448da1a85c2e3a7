"""考核, the part about persons: grades, peer ratings, what follows from an appraisal, and rectification.

Persons appear under pseudonyms only, and who may read these rows needs a permission of its own.
"""

from dataclasses import replace

from zhiping.contracts.appraisal import YEAR, unit_id
from zhiping.contracts.columns import choice, code, day, flag, number, text
from zhiping.contracts.kinds import Dataset, Parent
from zhiping.words import N_

GRADES = (N_("优秀"), N_("称职"), N_("基本称职"), N_("不称职"))
AWARDS = (N_("嘉奖"), N_("记个人三等功"), N_("晋升职级"), N_("提拔或进一步使用"), N_("全盟担当作为好干部"))
TALK, SECOND_TALK = "约谈提醒", "二次约谈"
TRAINING = N_("靶向式专题培训")
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
            key=True,
            also="人员编号",
            means=_PSEUDONYM,
            eg="R-001",
            personal=True,
        ),
        unit_id(is_key=False),
        text("post", N_("岗位"), also="职务", eg="镇党委副书记"),
        flag("is_leader", N_("是否一把手"), required=True, also="一把手 主要负责人", eg="否"),
        choice("grade", N_("等次"), GRADES, also="考核等次 评定等次", eg="称职"),
        number("score", N_("考核得分"), also="得分 分数", unit=N_("分"), least=0, most=100, eg="91.5"),
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
            key=True,
            also="评分人",
            means=N_("代号；评分人不出现在任何页面、导出和查询里"),
            eg="R-002",
            personal=True,
        ),
        code(
            "ratee_id", N_("被评人代号"), key=True, also="被评人", means=_PSEUDONYM, eg="R-001", personal=True
        ),
        number(
            "score", N_("互评分"), required=True, also="分数 评分", unit=N_("分"), least=0, most=100, eg="90"
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
        code("outcome_id", N_("结果编号"), key=True, also="编号", eg="JG-001"),
        _YEAR_BESIDE_KEY,
        unit_id(is_key=False),
        code("person_id", N_("人员代号"), also="人员编号", means=_PSEUDONYM, eg="R-001", personal=True),
        choice("outcome_kind", N_("结果类型"), OUTCOME_KINDS, required=True, also="运用方式 类型", eg="嘉奖"),
        text("topic", N_("培训主题"), also="主题", eg="项目审批与要素保障"),
        day("decided_on", N_("决定日期"), required=True, event=True, also="日期 决定时间", eg="2025-03-20"),
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
        code("item_id", N_("问题编号"), key=True, also="编号 序号", eg="ZG-001"),
        _YEAR_BESIDE_KEY,
        unit_id(is_key=False),
        code("person_id", N_("人员代号"), also="人员编号", means=_PSEUDONYM, eg="R-001", personal=True),
        code("talk_id", N_("对应约谈"), also="约谈编号", means=N_("结果运用表里约谈的编号"), eg="JG-145"),
        text("problem", N_("问题"), required=True, also="存在问题", eg="项目开工率偏低"),
        text("measure", N_("整改措施"), also="措施", eg="每周调度一次"),
        text("responsible", N_("责任岗位"), also="责任人 责任人岗位", eg="分管副镇长"),
        day("due_on", N_("整改时限"), required=True, also="时限 完成时限", eg="2025-09-30"),
        day("done_on", N_("完成日期"), event=True, also="整改完成日期", eg="2025-09-18"),
        day("looked_back_on", N_("回头看日期"), event=True, also="回头看"),
        choice(
            "look_back_result", N_("回头看结果"), (N_("整改到位"), N_("整改不力")), also="结果", eg="整改到位"
        ),
    ),
)

DATASETS = (appraisal_people, peer_ratings, appraisal_outcomes, rectifications)
