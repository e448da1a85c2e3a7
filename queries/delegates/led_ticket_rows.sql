-- The accepted tickets of the period, and whether a delegate leads them.
-- One row per ticket.
select
    t.ticket_id,
    t.title,
    t.ticket_class,
    t.delegate_id,
    d.delegate_name,
    t.talk_id,
    t.area_code,
    named_area(a.area_name, t.area_code) as area_name,
    t.lead_unit,
    t.dispatched_at,
    t.close_at,
    t.outcome,
    figure_part(t.ticket_class = 'A', t.delegate_id is not null) as part,
    $figure as figure_key,
    t.upload_id,
    t.source_sheet,
    t.source_row
from ticket_clock() as t
left join delegates as d on t.delegate_id = d.delegate_id
left join areas as a on t.area_code = a.area_code
where
    in_asked_area(t.area_code)
    and in_asked_period(t.dispatched_at)
    and is_accepted(t.outcome)
    and fits(t.delegate_id, getvariable('delegate_id'))
order by t.dispatched_at, t.ticket_id
