-- The chosen tickets, with whether a step (or the asked one) is overdue, or its limit falls within the hours.
-- One row per ticket.
create or replace macro late_tickets(asked_step, asked_hours) as table (
    select
        lead_unit,
        is_over,
        (asked_step is null and is_overdue)
        or (asked_step = 'claim' and claim_state = 'overdue')
        or (asked_step = 'contact' and contact_state = 'overdue')
        or (asked_step = 'report' and report_state = 'overdue')
        or (asked_step = 'close' and close_state = 'overdue') as is_late,
        not is_paused(pauses, moment) and least(
            if(claim_state = 'waiting' and coalesce(asked_step, 'claim') = 'claim', claim_due_at, null),
            if(contact_state = 'waiting' and coalesce(asked_step, 'contact') = 'contact', contact_due_at, null),
            if(report_state = 'waiting' and coalesce(asked_step, 'report') = 'report', report_due_at, null),
            if(close_state = 'waiting' and coalesce(asked_step, 'close') = 'close', close_due_at, null)
        ) <= moment + to_hours(asked_hours) as is_near
    from chosen_tickets()
);
