-- Who works with which venue, and how.
-- One row per venue and partner.
select
    p.venue_id,
    v.venue_name,
    v.area_code,
    named_area(a.area_name, v.area_code) as area_name,
    p.partner_id,
    r.partner_name,
    r.role,
    p.mode,
    p.upload_id,
    p.source_sheet,
    p.source_row
from venue_partners as p
inner join venues as v on p.venue_id = v.venue_id
left join partners as r on p.partner_id = r.partner_id
left join areas as a on v.area_code = a.area_code
where in_asked_area(v.area_code)
order by p.venue_id, p.partner_id
