-- The tickets behind a figure: all that the filters choose, or those of which one step has one state.
-- One row per ticket.
select
    t.ticket_id,
    t.title,
    t.ticket_class,
    t.category,
    t.area_code,
    coalesce(a.area_name, t.area_code) as area_name,
    t.lead_unit,
    t.dispatched_at,
    t.claim_at,
    t.contact_at,
    t.report_at,
    t.close_at,
    t.due_at,
    t.outcome,
    t.satisfaction,
    t.claim_state,
    t.contact_state,
    t.report_state,
    t.close_state,
    t.upload_id,
    t.source_sheet,
    t.source_row
from chosen_tickets($as_of, $area_from, $area_to, $since, $until, $ticket_class, $category) as t
left join areas as a on t.area_code = a.area_code
where
    ($lead_unit is null or t.lead_unit = $lead_unit)
    and (
        $step is null or $state is null
        or ($step = 'claim' and t.claim_state = $state)
        or ($step = 'contact' and t.contact_state = $state)
        or ($step = 'report' and t.report_state = $state)
        or ($step = 'close' and t.close_state = $state)
    )
order by t.dispatched_at, t.ticket_id
