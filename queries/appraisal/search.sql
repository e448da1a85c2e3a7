-- The units under appraisal whose number or latest name holds what is sought, the best first; at most eight.
-- One row per unit: the page and filter that open it; found_count counts all that were found.
with
named as (
    select
        unit_id as value,
        arg_max(unit_name, year) as label
    from appraisal_units
    group by unit_id
),

placed as (
    select
        value,
        label,
        least(sought_place(value), sought_place(label)) as place
    from named
)

select
    'appraisal/unit' as page,
    'office' as filter_key,
    value,
    label,
    place,
    count(*) over () as found_count
from placed
where place is not null
order by place, label, value
limit 8
