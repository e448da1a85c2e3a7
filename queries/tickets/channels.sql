-- How tickets fare by where they came from.
-- One row per channel, those with most tickets first; null where none is named.
-- ticket_rates reads judged by its name.
with
judged as (  -- noqa: ST03
    select
        *,
        channel as grouped_by
    from judged_tickets()
)

select
    grouped_by as channel,
    * exclude (grouped_by)
from ticket_rates('judged')
order by ticket_count desc, channel asc
