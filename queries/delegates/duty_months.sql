-- What was done in each month, and the points of it that still counted.
-- One row per month from the first duty, months without one included.
with
chosen as (
    select
        cast(date_trunc('month', happened_on) as date) as month,
        delegate_id,
        points,
        moment
    from chosen_duties()
),

span as (
    select
        min(month) as first_month,
        max(moment) as newest_at,
        min(moment) as oldest_at
    from chosen
),

months as (
    select
        m.month,
        m.is_complete
    from span as s
    cross join asked_months(s.first_month, s.newest_at, s.oldest_at) as m
)

select
    m.month,
    count(c.month) as duty_count,
    coalesce(sum(c.points), 0) as points,
    count(distinct c.delegate_id) as active_delegate_count,
    m.is_complete
from months as m
left join chosen as c on m.month = c.month
group by m.month, m.is_complete
order by m.month
