-- The stations that the filters choose, with how old what is known of each is at the moment of the opening hours.
-- One row per station; whether each is open is for the opening hours to say.
select
    s.station_id,
    s.station_name,
    s.area_code,
    named_area(a.area_name, s.area_code) as area_name,
    named_area(a.area_path, s.area_code) as area_path,
    s.address,
    s.longitude,
    s.latitude,
    s.services,
    s.status,
    s.operator,
    s.phone,
    s.capacity,
    s.opening_hours,
    s.updated_at,
    if(s.known_at <= $open_at, date_sub('day', s.known_at, $open_at), null) as stale_days,
    is_stale(s.known_at, $open_at) as is_stale,
    s.upload_id,
    s.source_sheet,
    s.source_row
from chosen_stations($services) as s
left join areas as a on s.area_code = a.area_code
order by s.area_code, s.station_id
