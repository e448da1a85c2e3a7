-- The requests that wait, whenever they were made.
-- One row per request, the longest first.
select
    r.request_id,
    r.field,
    r.area_code,
    named_area(a.area_name, r.area_code) as area_name,
    named_area(a.area_path, r.area_code) as area_path,
    r.requested_on,
    r.wait_days,
    r.is_overdue,
    r.people_count,
    r.request_state,
    r.held_at,
    r.moment,
    r.upload_id,
    r.source_sheet,
    r.source_row
from asked_requests() as r
left join areas as a on r.area_code = a.area_code
where r.is_waiting
order by r.wait_days desc, r.request_id asc
