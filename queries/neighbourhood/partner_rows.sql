-- The partners of the neighbourhood, and how many projects and venues each has.
-- One row per partner, by role.
with
led as (
    select
        lead_partner_id as partner_id,
        count(*) as project_count
    from asked_projects()
    group by lead_partner_id
),

hosted as (
    select
        partner_id,
        count(*) as venue_count
    from venue_partners
    group by partner_id
)

select
    p.partner_id,
    p.partner_name,
    p.partner_kind,
    p.role,
    p.area_code,
    named_area(a.area_name, p.area_code) as area_name,
    coalesce(l.project_count, 0) as project_count,
    coalesce(h.venue_count, 0) as venue_count,
    p.upload_id,
    p.source_sheet,
    p.source_row
from partners as p
left join led as l on p.partner_id = l.partner_id
left join hosted as h on p.partner_id = h.partner_id
left join areas as a on p.area_code = a.area_code
where in_asked_area(p.area_code)
order by p.role asc nulls last, p.partner_id asc
