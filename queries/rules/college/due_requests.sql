-- The requests whose last day in time fell into the asked period and is past: cohorts of equal age.
-- One row per request that is counted: met in time (is_in_time), later, or not at all.
create or replace macro due_requests() as table (
    select
        *,
        cast(date_trunc('month', due_on) as date) as due_month
    from asked_requests()
    where is_due and in_asked_period(due_on)
);
