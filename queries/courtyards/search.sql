-- The courtyards whose number or name holds what is sought, the best first; at most eight.
-- One row per courtyard: the page and filter that open it; found_count counts all that were found.
-- best_found reads named by its name.
with
named as (  -- noqa: ST03
    select
        'courtyard' as filter_key,
        courtyard_id as value,
        courtyard_name as label,
        least(sought_place(courtyard_id), sought_place(courtyard_name)) as place
    from chosen_courtyards()
)

select * from best_found('named', 'courtyards/map')
