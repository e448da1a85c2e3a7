-- The suggestions that the filters choose: those submitted in the period.
-- One row per suggestion: what is overdue first, then by the limit.
select
    s.suggestion_id,
    s.title,
    s.category,
    s.source_kind,
    s.level,
    s.suggestion_type,
    s.delegate_id,
    d.delegate_name,
    s.area_code,
    named_area(a.area_name, s.area_code) as area_name,
    s.host_unit,
    s.support_units,
    s.submitted_on,
    s.assigned_at,
    s.due_on,
    s.days_left,
    s.reply_state,
    s.replied_at,
    s.evaluated_at,
    s.evaluation,
    s.result,
    s.supervised_count,
    s.last_supervised_on,
    s.responsible,
    s.upload_id,
    s.source_sheet,
    s.source_row
from chosen_suggestions() as s
left join delegates as d on s.delegate_id = d.delegate_id
left join areas as a on s.area_code = a.area_code
order by s.reply_state <> 'overdue', s.reply_state <> 'waiting', s.due_on nulls last, s.suggestion_id
