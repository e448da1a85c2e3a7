-- How the lead units fare: on time, with their callers, reopened; and which differ from the whole by more than chance.
-- One row per lead unit, those with most tickets first; null where none is named.
-- ticket_rates reads judged by its name.
with
judged as (  -- noqa: ST03
    select
        *,
        lead_unit as grouped_by
    from judged_tickets()
)

select
    grouped_by as lead_unit,
    * exclude (grouped_by)
from ticket_rates('judged')
order by ticket_count desc, lead_unit asc
