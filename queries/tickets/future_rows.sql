-- The tickets that no figure counts: dispatched after the day that their file tells of.
-- One row per ticket.
select
    t.ticket_id,
    t.title,
    t.area_code,
    named_area(a.area_name, t.area_code) as area_name,
    t.lead_unit,
    t.dispatched_at,
    t.data_at,
    t.upload_id,
    t.source_sheet,
    t.source_row
from future_tickets() as t
left join areas as a on t.area_code = a.area_code
order by t.dispatched_at, t.ticket_id
