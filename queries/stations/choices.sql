-- What can be chosen in the filters of an area: the services of its stations and the kinds of its merchants.
-- One row per kind of choice and value, the most frequent first.
with
found as (
    select
        'services' as kind,
        unnest(list_distinct(services)) as value
    from stations
    where status <> '撤销' and in_asked_area(area_code)
    union all
    select
        'shop' as kind,
        kind as value
    from merchants
    where in_asked_area(area_code)
)

select
    kind,
    value,
    count(*) as row_count
from found
group by kind, value
order by kind asc, row_count desc, value asc
