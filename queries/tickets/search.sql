-- The tickets whose number, and the lead units whose name, hold what is sought, the best first; at most eight.
-- One row per ticket and unit: the page and filter that open it; found_count counts all that were found.
-- best_found reads named by its name.
with
named as (  -- noqa: ST03
    select
        'ticket' as filter_key,
        ticket_id as value,
        ticket_id as label,
        sought_place(ticket_id) as place
    from tickets
    union all
    select distinct
        'unit' as filter_key,
        lead_unit as value,
        lead_unit as label,
        sought_place(lead_unit) as place
    from tickets
)

select * from best_found('named', 'tickets/overdue')
