-- Where the record of one station comes from, and how far its data reach.
-- One row per station: one or none; one that was withdrawn is told too, though no list and no figure has it.
select
    s.station_id,
    s.station_name,
    s.area_code,
    named_area(a.area_name, s.area_code) as area_name,
    s.status,
    s.coord_datum,
    d.data_at,
    u.receipt,
    u.published_by,
    u.published_at,
    u.file_name,
    s.source_sheet,
    s.source_row
from stations as s
left join lateral area_data_date(s.area_code, 'stations') as d on true
left join areas as a on s.area_code = a.area_code
left join uploads as u on s.upload_id = u.upload_id
where s.station_id = $station_id
