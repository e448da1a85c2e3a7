-- The tickets behind a figure: all that the filters choose, or those with a step (the asked one, or any) in the
-- asked state, or those that reached a stage which has no limit.
-- One row per ticket.
select
    t.ticket_id,
    t.title,
    t.ticket_class,
    t.category,
    t.area_code,
    named_area(a.area_name, t.area_code) as area_name,
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
from chosen_tickets() as t
left join areas as a on t.area_code = a.area_code
where
    case $step
        when 'dispatch' then true
        when 'call_back' then t.call_back_at is not null
        when 'satisfied' then is_satisfied(t.satisfaction)
        else
            $state is null
            or (fits('claim', $step) and t.claim_state = $state)
            or (fits('contact', $step) and t.contact_state = $state)
            or (fits('report', $step) and t.report_state = $state)
            or (fits('close', $step) and t.close_state = $state)
    end
order by t.dispatched_at, t.ticket_id
