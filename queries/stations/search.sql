-- The stations whose number or name holds what is sought, the best first; at most eight.
-- One row per station: the page and filter that open it; found_count counts all that were found.
-- best_found reads named by its name.
with
named as (  -- noqa: ST03
    select
        'station' as filter_key,
        station_id as value,
        station_name as label,
        least(sought_place(station_id), sought_place(station_name)) as place
    from chosen_stations(null)
)

select * from best_found('named', 'stations/map')
