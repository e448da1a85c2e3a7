-- One courtyard as it was uploaded, with its activities so far and where it came from.
-- One row per courtyard: one or none. One that opened after its data date has no state yet.
select
    c.courtyard_id,
    c.courtyard_name,
    c.area_code,
    named_area(a.area_name, c.area_code) as area_name,
    named_area(a.area_path, c.area_code) as area_path,
    c.courtyard_kind,
    c.host_kind,
    c.opened_on,
    c.closed_on,
    c.longitude,
    c.latitude,
    c.coord_datum,
    c.floor_area_m2,
    c.member_count,
    l.is_open,
    l.first_held_on,
    l.last_held_on,
    l.silent_days,
    l.life_activity_count as activity_count,
    l.data_at,
    u.receipt,
    u.published_by,
    u.published_at,
    u.file_name,
    c.source_sheet,
    c.source_row
from courtyards as c
left join courtyard_lives() as l on c.courtyard_id = l.courtyard_id
left join areas as a on c.area_code = a.area_code
left join uploads as u on c.upload_id = u.upload_id
where c.courtyard_id = $courtyard_id
