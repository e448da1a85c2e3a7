-- How many tickets met the limit of each step, and how long the step took.
-- One row per step.
with
spans as (
    select
        unnest(['claim', 'contact', 'report', 'close']) as step,
        unnest([
            min(date_diff('microsecond', dispatched_at, claim_limit_at)),
            min(date_diff('microsecond', dispatched_at, contact_limit_at)),
            min(date_diff('microsecond', dispatched_at, report_limit_at)),
            min(date_diff('microsecond', dispatched_at, close_limit_at))
        ]) as least_length,
        unnest([
            max(date_diff('microsecond', dispatched_at, claim_limit_at)),
            max(date_diff('microsecond', dispatched_at, contact_limit_at)),
            max(date_diff('microsecond', dispatched_at, report_limit_at)),
            max(date_diff('microsecond', dispatched_at, close_limit_at))
        ]) as most_length
    from chosen_tickets()
),

-- one limit for all of a step, or none to name
limits as (
    select
        step,
        if(least_length = most_length, least_length, null) / cast(3600000000 as double) as limit_hours
    from spans
),

-- waiting_times reads followed by its name.
followed as (  -- noqa: ST03
    select
        step_order as series,
        -- a clock that nothing stopped is censored at the ticket's end, else at its moment; whole microseconds are
        -- sorted in two thirds of the time of hours with their parts
        date_diff('microsecond', dispatched_at, coalesce(done_at, close_at, moment)) as length,
        done_at is not null and not (step = 'close' and coalesce(outcome = '撤回', false)) as is_event
    from ticket_steps()
    where
        is_time_recorded
        and not is_skipped
        and (step = 'close' or first_limit_at is not null)
        and state <> 'fault'
),

times as (
    select * from waiting_times('followed')
),

step_names as (
    select
        unnest(['claim', 'contact', 'report', 'close']) as step,
        unnest([1, 2, 3, 4]) as step_order
)

select
    n.step,
    coalesce(c.on_time_count, 0) as on_time_count,
    coalesce(c.late_count, 0) as late_count,
    coalesce(c.overdue_count, 0) as overdue_count,
    coalesce(c.waiting_count, 0) as waiting_count,
    coalesce(c.unrecorded_count, 0) as unrecorded_count,
    coalesce(c.not_applicable_count, 0) as not_applicable_count,
    coalesce(c.fault_count, 0) as fault_count,
    coalesce(c.counted_count, 0) as counted_count,
    share(c.on_time_count, c.counted_count) as on_time_share,
    wilson_low(c.on_time_count, c.counted_count) as on_time_low,
    wilson_high(c.on_time_count, c.counted_count) as on_time_high,
    t.median_length / cast(3600000000 as double) as median_hours,
    t.p90_length / cast(3600000000 as double) as p90_hours,
    coalesce(t.event_count, 0) as event_count,
    coalesce(t.censored_count, 0) as censored_count,
    l.limit_hours
from step_names as n
left join step_counts() as c on n.step = c.step
left join limits as l on n.step = l.step
left join times as t on n.step_order = t.series
order by n.step_order
