-- Every ticket at a moment: what had happened by then, and the state of its four steps.
-- One row per ticket dispatched by its moment: the viewer's, but never later than its own data date.
create or replace macro ticket_clock(as_of) as table (
    with
    known as (
        select
            *,
            least(as_of, data_at) as moment,
        from tickets
        where dispatched_at <= least(as_of, data_at)
    ),

    events as (
        select
            *,
            if(claimed_at <= moment, claimed_at, null) as claim_at,
            if(contact_done_at <= moment, contact_done_at, null) as contact_at,
            if(reported_at <= moment, reported_at, null) as report_at,
            if(closed_at <= moment, closed_at, null) as close_at,
            if(called_back_at <= moment, called_back_at, null) as call_back_at,
            -- a withdrawal without a time has stopped the clocks all the same
            coalesce(closed_at <= moment, coalesce(outcome = '撤回' and closed_at is null, false)) as is_over,
        from known
    ),

    stages as (
        select
            *,
            is_over or report_at is not null as is_past_report,
            is_over or report_at is not null or coalesce(contact_first_at <= moment, false) as is_past_claim,
        from events
    )

    select
        *,
        step_state(
            dispatched_at, claim_at, claimed_at, claim_limit_at, is_claim_recorded, is_past_claim, pauses, moment
        ) as claim_state,
        step_state(
            dispatched_at, contact_at, contact_first_at, contact_limit_at,
            is_contact_recorded, is_past_report, pauses, moment
        ) as contact_state,
        step_state(
            dispatched_at, report_at, reported_at, report_limit_at, is_report_recorded, is_over, pauses, moment
        ) as report_state,
        step_state(
            dispatched_at, close_at, closed_at, due_at, is_close_recorded and is_due_recorded, is_over, pauses, moment
        ) as close_state,
    from stages
);
