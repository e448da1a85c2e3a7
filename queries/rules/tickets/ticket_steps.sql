-- The four steps of the chosen tickets, each with its clock: state, when done, limit and what is left of it.
-- One row per ticket and step.
create or replace macro ticket_steps() as table (
    with
    -- what is asked of a step alone: a plan over all columns takes longer than the rows of a small store
    chosen as not materialized (
        select
            ticket_id,
            title,
            ticket_class,
            category,
            area_code,
            lead_unit,
            delegate_id,
            outcome,
            pauses,
            moment,
            dispatched_at,
            upload_id,
            source_sheet,
            source_row,
            has_contact,
            has_report,
            claim_at,
            claim_limit_at,
            claim_due_at,
            claim_state,
            is_claim_recorded,
            contact_at,
            contact_limit_at,
            contact_due_at,
            contact_state,
            is_contact_recorded,
            report_at,
            report_limit_at,
            report_due_at,
            report_state,
            is_report_recorded,
            close_at,
            close_limit_at,
            close_due_at,
            close_state,
            is_close_recorded
        from chosen_tickets()
    ),

    -- Skipped: not done though a later stage is recorded; an ending alone skips nothing.
    steps as (
        select
            *,
            1 as step_order,
            'claim' as step,
            claim_state as state,
            claim_at as done_at,
            claim_limit_at as first_limit_at,
            claim_due_at as limit_at,
            claim_at is null and has_contact as is_skipped,
            is_claim_recorded as is_time_recorded
        from chosen
        union all
        select
            *,
            2 as step_order,
            'contact' as step,
            contact_state as state,
            contact_at as done_at,
            contact_limit_at as first_limit_at,
            contact_due_at as limit_at,
            contact_at is null and has_report as is_skipped,
            is_contact_recorded as is_time_recorded
        from chosen
        union all
        select
            *,
            3 as step_order,
            'report' as step,
            report_state as state,
            report_at as done_at,
            report_limit_at as first_limit_at,
            report_due_at as limit_at,
            false as is_skipped,
            is_report_recorded as is_time_recorded
        from chosen
        union all
        select
            *,
            4 as step_order,
            'close' as step,
            close_state as state,
            close_at as done_at,
            close_limit_at as first_limit_at,
            close_due_at as limit_at,
            false as is_skipped,
            is_close_recorded as is_time_recorded
        from chosen
    )

    select
        *,
        hours_between(moment, limit_at) as hours_left
    from steps
);
