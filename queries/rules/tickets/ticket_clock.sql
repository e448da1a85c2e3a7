-- Every ticket at a moment: what had happened by then, and the state of its four steps.
-- One row per ticket dispatched by its moment: the viewer's, but never later than its own data date.
create or replace macro ticket_clock() as table (
    with
    known as (
        select
            *,
            least(getvariable('as_of'), data_at) as moment,
            coalesce(reopened_count > 0, false) as is_reopened,
            -- what was opened again and has no outcome is open, whatever closing time its file kept
            coalesce(reopened_count > 0, false) and outcome is null as is_open_again
        from tickets
        where dispatched_at <= getvariable('as_of') and dispatched_at <= data_at
    ),

    -- How a ticket ended and what was said of it is known once it has ended, or was called back.
    events as (
        select
            * replace (
                if(closed_at > moment, null, outcome) as outcome,
                if(coalesce(called_back_at, closed_at) > moment, null, satisfaction) as satisfaction,
                if(coalesce(called_back_at, closed_at) > moment, null, caller_contacted) as caller_contacted,
                if(coalesce(called_back_at, closed_at) > moment, null, caller_solved) as caller_solved
            ),
            if(claimed_at <= moment, claimed_at, null) as claim_at,
            if(contact_done_at <= moment, contact_done_at, null) as contact_at,
            if(reported_at <= moment, reported_at, null) as report_at,
            if(closed_at <= moment and not is_open_again, closed_at, null) as close_at,
            if(called_back_at <= moment, called_back_at, null) as call_back_at,
            -- a withdrawal without a time has stopped the clocks all the same
            not is_open_again and coalesce(closed_at <= moment, coalesce(outcome = '撤回', false)) as is_over,
            if(first_closed_at <= moment, first_closed_at, null) as known_first_close_at
        from known
    ),

    stages as (
        select
            *,
            -- its first closing; where only a later one was kept, that
            coalesce(known_first_close_at, if(closed_at <= moment, closed_at, null)) as first_close_at,
            -- the closing that the limit is held against: of a reopened ticket the first, known or not
            if(is_over, if(is_reopened, known_first_close_at, close_at), null) as judged_close_at,
            report_at is not null as has_report,
            report_at is not null or coalesce(contact_first_at <= moment, false) as has_contact
        from events
    ),

    -- Each step's limit moved by the pauses until it was done, or until the ticket ended, or until now.
    limits as (
        select
            *,
            extended_limit(claim_limit_at, pauses, dispatched_at, coalesce(claim_at, close_at, moment)) as claim_due_at,
            extended_limit(
                contact_limit_at, pauses, dispatched_at, coalesce(contact_at, close_at, moment)
            ) as contact_due_at,
            extended_limit(
                report_limit_at, pauses, dispatched_at, coalesce(report_at, close_at, moment)
            ) as report_due_at,
            extended_limit(
                close_limit_at, pauses, dispatched_at, coalesce(judged_close_at, close_at, moment)
            ) as close_due_at
        from stages
    ),

    states as (
        select
            *,
            step_state(
                dispatched_at, claim_at, claimed_at, claim_limit_at,
                is_claim_recorded, is_over or has_contact, pauses, moment
            ) as claim_state,
            step_state(
                dispatched_at, contact_at, contact_first_at, contact_limit_at,
                is_contact_recorded, is_over or has_report, pauses, moment
            ) as contact_state,
            step_state(
                dispatched_at, report_at, reported_at, report_limit_at, is_report_recorded, is_over, pauses, moment
            ) as report_state,
            step_state(
                dispatched_at, judged_close_at, least(first_closed_at, closed_at), close_limit_at,
                is_close_recorded and is_due_recorded, is_over, pauses, moment
            ) as close_state,
            -- whether anybody was in touch with the caller in time, wherever else the step contact stands
            step_state(
                dispatched_at, if(contacted_at <= moment, contacted_at, null), contacted_at, contact_limit_at,
                is_contacted_recorded, is_over or has_report, pauses, moment
            ) as touch_state
        from limits
    )

    select
        *,
        'overdue' in (claim_state, contact_state, report_state, close_state) as is_overdue,
        -- the oldest limit that was missed; least() passes over the steps that were not
        least(
            if(claim_state = 'overdue', claim_due_at, null),
            if(contact_state = 'overdue', contact_due_at, null),
            if(report_state = 'overdue', report_due_at, null),
            if(close_state = 'overdue', close_due_at, null)
        ) as overdue_since_at,
        -- the next limit to come; while the clock stands still none is coming nearer
        if(
            is_paused(pauses, moment),
            null,
            least(
                if(claim_state = 'waiting', claim_due_at, null),
                if(contact_state = 'waiting', contact_due_at, null),
                if(report_state = 'waiting', report_due_at, null),
                if(close_state = 'waiting', close_due_at, null)
            )
        ) as next_limit_at
    from states
);
