-- What the settled number of a case is worth. known: in the settled share; unknown: the number was left empty;
-- fault: more settled than there were cases. Null where the activity is no case.
-- One row per call (a scalar).
create or replace macro settle_state(activity_kind, case_count, settled_count) as case
    when not is_settleable(activity_kind) then null
    when settled_count is null then 'unknown'
    when settled_count > case_count then 'fault'
    else 'known'
end;
