-- The tickets whose number, and the lead units whose name, hold what is sought, the best first; at most eight.
-- One row per ticket and unit: the page and filter that open it; found_count counts all that were found.
with
named as (
    select
        'ticket' as filter_key,
        ticket_id as value,
        ticket_id as label
    from tickets
    union all
    select distinct
        'unit' as filter_key,
        lead_unit as value,
        lead_unit as label
    from tickets
)

select
    'tickets/overdue' as page,
    filter_key,
    value,
    label,
    sought_place(label) as place,
    count(*) over () as found_count
from named
where sought_place(label) is not null
order by place, label, filter_key
limit 8
