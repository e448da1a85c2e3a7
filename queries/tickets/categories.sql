-- What people ask for, and how the tickets of each kind fare.
-- One row per category, the most frequent first.
-- ticket_rates reads judged by its name.
with
judged as (  -- noqa: ST03
    select
        *,
        category as grouped_by
    from judged_tickets()
)

select
    grouped_by as category,
    * exclude (grouped_by),
    share(accepted_count, sum(accepted_count) over ()) as accepted_share
from ticket_rates('judged')
order by ticket_count desc, category asc
