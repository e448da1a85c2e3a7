-- The chosen tickets, with whether a step (or the asked one) is overdue, or its limit falls within the hours, and how
-- many of their steps are and do.
-- One row per ticket.
create or replace macro late_tickets(asked_step, asked_hours) as table (
    with
    steps as (
        select
            lead_unit,
            is_over,
            fits('claim', asked_step) and claim_state = 'overdue' as is_claim_late,
            fits('contact', asked_step) and contact_state = 'overdue' as is_contact_late,
            fits('report', asked_step) and report_state = 'overdue' as is_report_late,
            fits('close', asked_step) and close_state = 'overdue' as is_close_late,
            -- while its clock stands still no limit comes nearer
            if(is_paused(pauses, moment), null, moment + to_hours(asked_hours)) as horizon,
            fits('claim', asked_step) and claim_state = 'waiting' and claim_due_at <= horizon as is_claim_near,
            fits('contact', asked_step) and contact_state = 'waiting' and contact_due_at <= horizon as is_contact_near,
            fits('report', asked_step) and report_state = 'waiting' and report_due_at <= horizon as is_report_near,
            fits('close', asked_step) and close_state = 'waiting' and close_due_at <= horizon as is_close_near
        from chosen_tickets()
    )

    select
        lead_unit,
        is_over,
        is_claim_late or is_contact_late or is_report_late or is_close_late as is_late,
        is_claim_near or is_contact_near or is_report_near or is_close_near as is_near,
        cast(is_claim_late as integer)
        + cast(is_contact_late as integer)
        + cast(is_report_late as integer)
        + cast(is_close_late as integer) as late_step_count,
        cast(coalesce(is_claim_near, false) as integer)
        + cast(coalesce(is_contact_near, false) as integer)
        + cast(coalesce(is_report_near, false) as integer)
        + cast(coalesce(is_close_near, false) as integer) as near_step_count
    from steps
);
