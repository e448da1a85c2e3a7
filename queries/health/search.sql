-- The fairs whose number or name holds what is sought, the best first; at most eight.
-- One row per fair: the page and filter that open it; found_count counts all that were found.
-- best_found reads named by its name.
with
named as (  -- noqa: ST03
    select
        'fair' as filter_key,
        fair_id as value,
        fair_name || ' ' || held_on as label,
        least(sought_place(fair_id), sought_place(fair_name)) as place
    from asked_fairs()
)

select * from best_found('named', 'health/fairs')
