-- Which activities are cases that somebody settles, and what the settled number of a row is worth.
-- One row per call (a scalar).
create or replace macro is_settleable(activity_kind) as activity_kind in ('意见建议', '矛盾纠纷', '民生问题');

-- known: in the settled share; unknown: the number was left empty; fault: more settled than there were cases.
-- Null where the activity is no case.
create or replace macro settle_state(activity_kind, case_count, settled_count) as case
    when not is_settleable(activity_kind) then null
    when settled_count is null then 'unknown'
    when settled_count > case_count then 'fault'
    else 'known'
end;

-- The settled share of rows is settled_total over settleable_total; unknown_total is shown beside.
create or replace macro settleable_total(settle_state, case_count) as
total(if(settle_state = 'known', case_count, 0));

create or replace macro settled_total(settle_state, settled_count) as
total(if(settle_state = 'known', settled_count, 0));

create or replace macro unknown_total(settle_state, case_count) as
total(if(settle_state = 'unknown', case_count, 0));
