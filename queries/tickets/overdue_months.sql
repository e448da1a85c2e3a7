-- How many tickets were overdue at the end of each month that the data reach.
-- One row per month from the first limit that was missed, months without an overdue ticket included.
with
-- A step was overdue from its limit until it was done, or the ticket ended; one that still is, until now.
spans as (
    select
        ticket_id,
        limit_at as since_at,
        coalesce(done_at, close_at, timestamp 'infinity') as until_at,
        moment
    from ticket_steps()
    where state in ('late', 'overdue')
),

reach as (
    select
        min(since_at) as first_at,
        min(moment) as oldest_at
    from spans
)

select
    m.month,
    count(distinct s.ticket_id) as overdue_ticket_count
from reach as r
cross join month_ends(r.first_at, r.oldest_at) as m
left join spans as s on m.end_at > s.since_at and m.end_at <= s.until_at
group by m.month
order by m.month
