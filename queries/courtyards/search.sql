-- The courtyards whose number or name holds what is sought, the best first; at most eight.
-- One row per courtyard: the page and filter that open it; found_count counts all that were found.
with
named as (
    select
        courtyard_id as value,
        courtyard_name as label,
        least(sought_place(courtyard_id), sought_place(courtyard_name)) as place
    from chosen_courtyards()
)

select
    'courtyards/map' as page,
    'courtyard' as filter_key,
    value,
    label,
    place,
    count(*) over () as found_count
from named
where place is not null
order by place, label, value
limit 8
