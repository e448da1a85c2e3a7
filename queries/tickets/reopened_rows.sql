-- The tickets behind the share of reopened ones: closed in the period and opened again, or open again now.
-- One row per ticket, those that are open again first.
select
    t.ticket_id,
    t.title,
    t.ticket_class,
    t.category,
    t.area_code,
    named_area(a.area_name, t.area_code) as area_name,
    t.lead_unit,
    t.dispatched_at,
    t.first_closed_at,
    t.closed_at,
    t.due_at,
    t.reopened_count,
    t.is_open_again,
    t.close_state,
    t.outcome,
    t.satisfaction,
    t.upload_id,
    t.source_sheet,
    t.source_row
from asked_tickets() as t
left join areas as a on t.area_code = a.area_code
where
    t.reopened_count >= 1
    and (t.is_open_again or (in_asked_period(t.first_close_at) and is_accepted(t.outcome)))
order by t.is_open_again desc, t.reopened_count desc, t.ticket_id asc
