-- The tasks of the suggestions, as one list: by suggestion, by who answers for them, or by their limits.
-- One row per suggestion and unit. `list`: tasks, duties or deadlines (what is not done first). Of all times.
select
    t.suggestion_id,
    t.title,
    t.unit,
    t.role,
    t.task,
    t.responsible,
    t.due_on,
    t.known_done_on as done_on,
    t.task_state,
    if(t.known_done_on is null, date_diff('day', cast(t.moment as date), t.due_on), null) as days_left,
    t.host_unit,
    t.level,
    t.area_code,
    named_area(a.area_name, t.area_code) as area_name,
    t.delegate_id,
    t.upload_id,
    t.source_sheet,
    t.source_row
from asked_suggestion_tasks() as t
left join areas as a on t.area_code = a.area_code
where fits(t.suggestion_id, $suggestion_id)
order by
    if($list = 'deadlines', t.known_done_on is not null, null),
    if($list = 'deadlines', t.due_on, null),
    if($list = 'duties', t.unit, null),
    if($list = 'duties', t.responsible, null),
    t.suggestion_id,
    t.role <> '主办',
    t.unit
