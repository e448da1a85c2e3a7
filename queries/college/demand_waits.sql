-- How long it takes until a request is met, of all made by the period's end; those that wait count as far as they have
-- waited (Kaplan-Meier; null: the curve does not reach it).
-- One row per question, also where there is no request.
with
-- waiting_times reads followed by its name.
followed as (  -- noqa: ST03
    select
        '' as series,
        wait_days as length,
        request_state = 'met' as is_event
    from asked_requests()
    where is_followed and requested_on < getvariable('until')
),

times as (
    select * from waiting_times('followed')
)

select
    coalesce(t.event_count, 0) as event_count,
    coalesce(t.censored_count, 0) as censored_count,
    t.median_length as median_days,
    t.p90_length as p90_days
from (select '' as series) as one
left join times as t on one.series = t.series
