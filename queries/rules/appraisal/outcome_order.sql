-- The kinds of what follows from an appraisal, in the order of the loop: honour, use, talk, train.
-- One row per call (a scalar).
create or replace macro outcome_order(outcome_kind) as list_position(
    ['嘉奖', '记个人三等功', '晋升职级', '提拔或进一步使用', '全盟担当作为好干部', '约谈提醒', '靶向式专题培训', '二次约谈'],
    outcome_kind
);
