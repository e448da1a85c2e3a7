-- The requests behind a figure: what met it, what is counted and did not, and what of the period is not counted.
-- One row per request, those that wait first, the longest on top.
with
judged as (
    select
        *,
        in_asked_period(requested_on) as is_made_then,
        is_due and in_asked_period(due_on) as is_due_then
    from asked_requests()
),

parts as (
    select
        *,
        case $figure
            when 'requests_in_time' then figure_part(is_due_then, is_in_time)
            when 'request_wait' then figure_part(is_followed, request_state = 'met')
            else 'met'
        end as part
    from judged
    where
        if($figure in ('requests_waiting', 'demand_fields'), is_waiting, is_made_then)
        or ($figure = 'requests_in_time' and is_due_then)
        or ($figure = 'request_wait' and requested_on < getvariable('until'))
)

select
    p.request_id,
    p.field,
    p.area_code,
    named_area(a.area_name, p.area_code) as area_name,
    p.requested_on,
    p.people_count,
    p.request_state,
    p.wait_days,
    p.is_overdue,
    p.due_on,
    p.held_at,
    p.title,
    p.session_id,
    p.solved,
    p.part,
    p.upload_id,
    p.source_sheet,
    p.source_row
from parts as p
left join areas as a on p.area_code = a.area_code
order by p.is_waiting desc, p.wait_days desc nulls last, p.request_id asc
