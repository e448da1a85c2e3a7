"""考核，人员部分: headings of the columns that only its queries have."""

from zhiping.words import N_

HEADINGS = {
    "look_back_known_count": N_("填了回头看结果"),
    "talked_unit_share": N_("占被约谈单位"),
    "rater_count": N_("评分人数"),
    "raw_mean": N_("原始平均"),
    "adjusted_score": N_("校正后（仅供参考）"),
    "raw_place": N_("原始名次"),
    "adjusted_place": N_("校正后名次"),
    "post_kind": N_("岗位类别"),
    "touched_unit_count": N_("涉及单位"),
    "ungraded_count": N_("未定等次"),
    "outcome_count": N_("人次"),
    "training_count": N_("培训次数"),
    "item_count": N_("次数或项数"),
    "effective_count": N_("整改到位"),
    "talked_on": N_("约谈日期"),
    "days_left": N_("剩余天数"),
    "has_second_talk": N_("已二次约谈"),
}
