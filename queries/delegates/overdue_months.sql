-- How many suggestions were overdue at the end of each month that the data reach.
-- One row per month from the first limit that was missed, months without one included.
with
-- Overdue from the day after the limit until the reply; one that still is, until now.
spans as (
    select
        suggestion_id,
        due_on + interval 1 day as since_at,
        coalesce(replied_at, timestamp 'infinity') as until_at,
        moment
    from asked_suggestions()
    where reply_state in ('late', 'overdue')
),

reach as (
    select
        min(since_at) as first_at,
        min(moment) as oldest_at
    from spans
)

select
    m.month,
    count(s.suggestion_id) as overdue_count
from reach as r
cross join month_ends(r.first_at, r.oldest_at) as m
left join spans as s on m.end_at > s.since_at and m.end_at <= s.until_at
group by m.month
order by m.month
