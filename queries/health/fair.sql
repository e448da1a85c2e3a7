-- One fair as it was uploaded, and where it came from.
-- One row per fair: one or none.
select
    f.fair_id,
    f.fair_name,
    f.fair_kind,
    f.area_code,
    named_area(a.area_name, f.area_code) as area_name,
    named_area(a.area_path, f.area_code) as area_path,
    f.held_on,
    f.place,
    f.longitude,
    f.latitude,
    f.doctor_count,
    f.party_doctor_count,
    f.visit_count,
    f.services,
    f.referral_count,
    f.followed_up_count,
    f.medicine_yuan,
    f.held_on + 30 as due_on,
    u.receipt,
    u.published_by,
    u.published_at,
    u.file_name,
    f.source_sheet,
    f.source_row
from health_fairs as f
left join areas as a on f.area_code = a.area_code
left join uploads as u on f.upload_id = u.upload_id
where f.fair_id = $fair_id
