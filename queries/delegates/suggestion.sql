-- The suggestion that is asked for as it stands at the moment, or all of them, and where each came from.
-- One row per suggestion.
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
    named_area(a.area_path, s.area_code) as area_path,
    s.host_unit,
    s.support_units,
    s.responsible,
    s.submitted_on,
    s.assigned_at,
    s.due_on,
    s.supervised_count,
    s.last_supervised_on,
    s.replied_at,
    s.evaluated_at,
    s.evaluation,
    s.result,
    s.reply_state,
    s.days_left,
    s.data_at,
    u.receipt,
    u.published_by,
    u.published_at,
    u.file_name,
    s.source_sheet,
    s.source_row
from suggestion_clock() as s
left join delegates as d on s.delegate_id = d.delegate_id
left join areas as a on s.area_code = a.area_code
left join uploads as u on s.upload_id = u.upload_id
where fits(s.suggestion_id, $suggestion_id)
order by s.suggestion_id
