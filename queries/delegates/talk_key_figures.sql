-- How many 民情恳谈日 were held in the period, how many requests they brought, and what became tickets and was closed.
-- One row per question, also where none was held.
with
came as (
    select
        c.is_accepted,
        c.is_closed
    from chosen_talks() as t
    inner join talk_tickets() as c on t.talk_id = c.talk_id
),

ticket_counts as (
    select
        count(*) as ticket_count,
        count(*) filter (where is_accepted) as accepted_count,
        count(*) filter (where is_closed) as closed_count
    from came
),

talk_counts as (
    select
        count(*) as talk_count,
        count(distinct delegate_id) as holding_delegate_count,
        known_total(people_count) as people_count,
        known_total(request_count) as request_count,
        count(*) filter (where request_count is null) as unknown_request_count
    from chosen_talks()
)

select
    t.*,
    c.ticket_count,
    c.accepted_count,
    c.closed_count,
    share(c.closed_count, c.accepted_count) as closed_share
from talk_counts as t
cross join ticket_counts as c
