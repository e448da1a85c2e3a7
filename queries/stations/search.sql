-- The stations whose number or name holds what is sought, the best first; at most eight.
-- One row per station: the page and filter that open it; found_count counts all that were found.
with
named as (
    select
        station_id as value,
        station_name as label,
        least(sought_place(station_id), sought_place(station_name)) as place
    from chosen_stations(null)
)

select
    'stations/map' as page,
    'station' as filter_key,
    value,
    label,
    place,
    count(*) over () as found_count
from named
where place is not null
order by place, label, value
limit 8
