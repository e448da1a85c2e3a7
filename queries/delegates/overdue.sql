-- The suggestions whose limit has passed without a reply, whenever they were submitted.
-- One row per suggestion, the longest overdue first.
select
    s.suggestion_id,
    s.title,
    -s.days_left as days_over,
    s.due_on,
    s.host_unit,
    s.responsible,
    s.level,
    s.suggestion_type,
    s.area_code,
    named_area(a.area_name, s.area_code) as area_name,
    s.delegate_id,
    s.assigned_at,
    s.supervised_count,
    s.last_supervised_on,
    s.upload_id,
    s.source_sheet,
    s.source_row
from asked_suggestions() as s
left join areas as a on s.area_code = a.area_code
where s.reply_state = 'overdue'
order by s.due_on, s.suggestion_id
