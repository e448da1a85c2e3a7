-- The suggestions that were supervised, whenever they were submitted.
-- One row per suggestion, those supervised most often first.
select
    s.suggestion_id,
    s.title,
    s.supervised_count,
    s.last_supervised_on,
    s.reply_state,
    s.days_left,
    s.due_on,
    s.replied_at,
    s.host_unit,
    s.responsible,
    s.level,
    s.area_code,
    named_area(a.area_name, s.area_code) as area_name,
    s.delegate_id,
    s.upload_id,
    s.source_sheet,
    s.source_row
from asked_suggestions() as s
left join areas as a on s.area_code = a.area_code
where s.supervised_count > 0
order by s.supervised_count desc, s.due_on asc, s.suggestion_id asc
