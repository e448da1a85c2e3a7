-- Of the accepted tickets that fell due in each month, how many were closed in time.
-- One row per month of the limit, months without one included.
with
counts as (
    select
        due_month as month,
        count(*) as due_count,
        count(*) filter (where is_in_time) as in_time_count,
        min(moment) as oldest_at
    from due_tickets()
    group by due_month
),

span as (
    select
        min(month) as first_month,
        max(month) as last_month,
        min(oldest_at) as oldest_at
    from counts
)

select
    m.month,
    coalesce(c.due_count, 0) as due_count,
    coalesce(c.in_time_count, 0) as in_time_count,
    share(c.in_time_count, c.due_count) as in_time_share,
    m.is_complete
from span as s
cross join months_between(cast(s.first_month as timestamp), cast(s.last_month as timestamp), s.oldest_at) as m
left join counts as c on m.month = c.month
order by m.month
