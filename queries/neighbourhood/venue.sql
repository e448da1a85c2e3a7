-- One venue as it was uploaded, and where it came from.
-- One row per venue: one or none.
select
    v.venue_id,
    v.venue_name,
    v.area_code,
    named_area(a.area_path, v.area_code) as area_path,
    v.floor_area_m2,
    v.renovated_on,
    v.use_before,
    v.use_after,
    u.receipt,
    u.published_by,
    u.published_at,
    u.file_name,
    v.source_sheet,
    v.source_row
from venues as v
left join areas as a on v.area_code = a.area_code
left join uploads as u on v.upload_id = u.upload_id
where v.venue_id = $venue_id
