-- The stations whose record was stale at the data date of their area, the oldest first.
-- One row per station.
select
    s.station_id,
    s.station_name,
    s.area_code,
    named_area(a.area_name, s.area_code) as area_name,
    s.operator,
    s.phone,
    s.updated_at,
    date_sub('day', s.known_at, s.moment) as stale_days,
    s.upload_id,
    s.source_sheet,
    s.source_row
from chosen_stations($services) as s
left join areas as a on s.area_code = a.area_code
where is_stale(s.known_at, s.moment)
order by s.known_at, s.station_id
