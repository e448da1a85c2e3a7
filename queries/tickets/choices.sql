-- What can be chosen in the filters of an area: its categories, lead units and channels.
-- One row per kind and value, the most frequent first.
with
found as (
    select 'category' as kind, category as value
    from tickets
    where in_asked_area(area_code)
    union all
    select 'unit' as kind, lead_unit as value
    from tickets
    where in_asked_area(area_code) and lead_unit is not null
    union all
    select 'channel' as kind, channel as value
    from tickets
    where in_asked_area(area_code) and channel is not null
)

select
    kind,
    value,
    count(*) as ticket_count
from found
group by kind, value
order by kind asc, ticket_count desc, value asc
