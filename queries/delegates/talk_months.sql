-- How many 民情恳谈日 were held in each month, and what they brought.
-- One row per month and count (talk, request, ticket), months without a talk included.
with
chosen as (
    select
        t.talk_id,
        cast(date_trunc('month', t.held_on) as date) as month,
        t.request_count,
        t.moment,
        (select count(*) from talk_tickets() as c where c.talk_id = t.talk_id) as ticket_count
    from chosen_talks() as t
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
),

counts as (
    select
        m.month,
        m.is_complete,
        count(c.talk_id) as talk_count,
        total(c.request_count) as request_count,
        total(c.ticket_count) as ticket_count
    from months as m
    left join chosen as c on m.month = c.month
    group by m.month, m.is_complete
),

long as (
    select
        1 as place,
        'talk' as counted,
        month,
        talk_count as amount,
        is_complete
    from counts
    union all
    select
        2 as place,
        'request' as counted,
        month,
        request_count as amount,
        is_complete
    from counts
    union all
    select
        3 as place,
        'ticket' as counted,
        month,
        ticket_count as amount,
        is_complete
    from counts
)

select
    counted,
    month,
    amount,
    is_complete
from long
order by place, month
