-- The accepted tickets whose own limit (moved by pauses) fell into the asked period and is past: cohorts of equal age.
-- One row per ticket whose closing is counted: closed within the limit (is_in_time), later, or not at all.
create or replace macro due_tickets() as table (
    select
        *,
        cast(date_trunc('month', close_due_at) as date) as due_month,
        close_state = 'on_time' as is_in_time
    from asked_tickets()
    where
        in_asked_period(close_due_at)
        and is_due(outcome, close_state, close_due_at, moment)
);
