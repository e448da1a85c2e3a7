-- How many requests were made in each month, and of those whose last day in time fell into it how many were met by it.
-- One row per month, also where nothing was asked for; is_complete: it can be compared with others.
with
span as (
    select
        -- greatest() ignores nulls: without a request there is no month at all
        date_trunc(
            'month',
            if(min(requested_on) is null, null, greatest(cast(min(requested_on) as timestamp), getvariable('since')))
        ) as first_at,
        least(max(moment), cast(getvariable('until') as timestamp) - interval 1 day) as last_at,
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
cross join months_between(s.first_at, s.last_at, s.oldest_at) as m
left join made as r on m.month = r.month
left join dues as d on m.month = d.month
order by m.month
