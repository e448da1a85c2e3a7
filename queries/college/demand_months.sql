-- How many requests were made in each month, and of those whose last day in time fell into it how many were met by it.
-- One row per month, also where nothing was asked for; is_complete: it can be compared with others.
with
span as (
    select
        min(requested_on) as first_on,
        max(moment) as newest_at,
        min(moment) as oldest_at
    from asked_requests()
    where requested_on < getvariable('until')
),

made as (
    select
        cast(date_trunc('month', requested_on) as date) as month,
        count(*) as request_count
    from chosen_requests()
    group by cast(date_trunc('month', requested_on) as date)
),

dues as (
    select
        due_month as month,
        count(*) as due_count,
        count(*) filter (where is_in_time) as in_time_count
    from due_requests()
    group by due_month
)

select
    m.month,
    coalesce(r.request_count, 0) as request_count,
    coalesce(d.due_count, 0) as due_count,
    coalesce(d.in_time_count, 0) as in_time_count,
    share(d.in_time_count, d.due_count) as in_time_share,
    m.is_complete
from span as s
cross join asked_months(s.first_on, s.newest_at, s.oldest_at) as m
left join made as r on m.month = r.month
left join dues as d on m.month = d.month
order by m.month
