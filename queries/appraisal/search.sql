-- The units under appraisal whose number or latest name holds what is sought, the best first; at most eight.
-- One row per unit: the page and filter that open it; found_count counts all that were found.
-- best_found reads named by its name.
with
named as (  -- noqa: ST03
    select
        'office' as filter_key,
        unit_id as value,
        arg_max(unit_name, year) as label,
        least(sought_place(unit_id), sought_place(arg_max(unit_name, year))) as place
    from appraisal_units
    group by unit_id
)

select * from best_found('named', 'appraisal/unit')
