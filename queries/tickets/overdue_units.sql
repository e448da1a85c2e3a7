-- Which units have overdue tickets, and tickets that soon will be.
-- One row per lead unit, also for tickets without one; the most overdue first.
with
chosen as (
    select
        lead_unit,
        is_over,
        ($step is null and is_overdue)
        or ($step = 'claim' and claim_state = 'overdue')
        or ($step = 'contact' and contact_state = 'overdue')
        or ($step = 'report' and report_state = 'overdue')
        or ($step = 'close' and close_state = 'overdue') as is_late,
        not is_paused(pauses, moment) and least(
            if(claim_state = 'waiting' and coalesce($step, 'claim') = 'claim', claim_due_at, null),
            if(contact_state = 'waiting' and coalesce($step, 'contact') = 'contact', contact_due_at, null),
            if(report_state = 'waiting' and coalesce($step, 'report') = 'report', report_due_at, null),
            if(close_state = 'waiting' and coalesce($step, 'close') = 'close', close_due_at, null)
        ) <= moment + to_hours($within_hours) as is_near
    from chosen_tickets()
    where $lead_unit is null or lead_unit = $lead_unit
)

select
    lead_unit,
    count(*) filter (where is_late) as overdue_ticket_count,
    count(*) filter (where is_near) as near_ticket_count,
    count(*) filter (where not is_over) as open_count,
    count(*) as ticket_count
from chosen
group by lead_unit
order by overdue_ticket_count desc, near_ticket_count desc, ticket_count desc, lead_unit asc
