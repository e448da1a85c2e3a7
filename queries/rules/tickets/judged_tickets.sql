-- The asked tickets that the asked period is about, each with what it counts for there.
-- One row per ticket that was dispatched, fell due or was first closed in the period.
create or replace macro judged_tickets() as table (
    with
    judged as (
        select
            *,
            in_asked_period(dispatched_at) as is_dispatched_then,
            coalesce(in_asked_period(first_close_at), false) and is_accepted(outcome) as is_closed_then,
            coalesce(
                in_asked_period(close_due_at) and is_due(outcome, close_state, close_due_at, moment), false
            ) as is_due_then,
            is_valid_call_back(satisfaction, caller_contacted, caller_solved) as is_valid
        from asked_tickets()
        -- read off the days alone, before anything else is asked of a ticket
        where
            in_asked_period(dispatched_at) or in_asked_period(first_close_at) or in_asked_period(close_due_at)
    )

    select *
    from judged
    where is_dispatched_then or is_due_then or is_closed_then
);
