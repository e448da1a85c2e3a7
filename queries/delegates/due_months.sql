-- Of the suggestions that fell due in each month, how many were replied to in time.
-- One row per month from the first in which one fell due to the last of the data, months without one included.
with
dues as (
    select
        cast(date_trunc('month', due_on) as date) as month,
        reply_state,
        moment
    from asked_suggestions()
    where in_asked_period(due_on) and is_reply_due(reply_state, due_on, moment)
),

span as (
    select
        min(month) as first_month,
        max(moment) as newest_at,
        min(moment) as oldest_at
    from dues
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
    count(d.month) as due_count,
    count(d.month) filter (where d.reply_state = 'on_time') as due_on_time_count,
    share(count(d.month) filter (where d.reply_state = 'on_time'), count(d.month)) as due_on_time_share,
    m.is_complete
from months as m
left join dues as d on m.month = d.month
group by m.month, m.is_complete
order by m.month
