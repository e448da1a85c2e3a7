-- The rates of all tickets together: on time, the callers' answers with the score that follows, called back, reopened.
-- One row per question, also where there was no ticket.
-- ticket_rates reads judged by its name.
with
judged as (  -- noqa: ST03
    select
        t.*,
        o.grouped_by
    from (select 'all' as grouped_by) as o
    left join judged_tickets() as t on true
)

select * exclude (grouped_by)
from ticket_rates('judged')
