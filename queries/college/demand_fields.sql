-- What is asked for in each field, what still waits, and how long it takes until a request is met.
-- One row per field, those that wait most first. Requests and people are of those made in the period; times are of all
-- made by its end, and those that still wait count as far as they have waited (Kaplan-Meier: the new ones alone could
-- not tell of long waits); what waits is as at the moment.
with
-- waiting_times reads followed by its name.
followed as (  -- noqa: ST03
    select
        field as series,
        wait_days as length,
        request_state = 'met' as is_event
    from asked_requests()
    where is_followed and requested_on < getvariable('until')
),

times as (
    select * from waiting_times('followed')
),

asked as (
    select
        field,
        count(*) filter (where in_asked_period(requested_on)) as request_count,
        total(if(in_asked_period(requested_on), people_count, 0)) as people_count,
        count(*) filter (where in_asked_period(requested_on) and request_state = 'met') as met_count,
        count(*) filter (where request_state = 'planned' and not is_overdue) as planned_count,
        count(*) filter (where request_state in ('open', 'unconfirmed') and not is_overdue) as open_count,
        count(*) filter (where is_overdue) as overdue_count
    from asked_requests()
    group by field
)

select
    a.field,
    a.request_count,
    a.people_count,
    a.met_count,
    a.planned_count,
    a.open_count,
    a.overdue_count,
    coalesce(t.event_count, 0) as event_count,
    coalesce(t.censored_count, 0) as censored_count,
    t.median_length as median_days,
    t.p90_length as p90_days
from asked as a
left join times as t on a.field = t.series
order by a.overdue_count desc, a.planned_count + a.open_count desc, a.request_count desc, a.field asc
