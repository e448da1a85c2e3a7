-- The projects that had begun by the moment, who runs them, and what they served in the period.
-- One row per project, the running ones first, then by how many came.
with
served as (
    select
        project_id,
        count(*) as service_count,
        known_total(visit_count) as visit_count,
        known_total(people_count) as people_count
    from chosen_services()
    group by project_id
)

select
    p.project_id,
    p.project_name,
    p.project_kind,
    p.mode,
    p.area_code,
    named_area(a.area_name, p.area_code) as area_name,
    p.started_on,
    p.ended_on,
    p.is_running,
    p.is_secretary_project,
    p.trade,
    p.service_field,
    m.member_name,
    r.partner_name,
    v.venue_name,
    coalesce(s.service_count, 0) as service_count,
    if(s.project_id is null, 0, s.visit_count) as visit_count,
    if(s.project_id is null, 0, s.people_count) as people_count,
    p.upload_id,
    p.source_sheet,
    p.source_row
from asked_projects() as p
left join served as s on p.project_id = s.project_id
left join alliance_members as m on p.host_member_id = m.member_id
left join partners as r on p.lead_partner_id = r.partner_id
left join venues as v on p.venue_id = v.venue_id
left join areas as a on p.area_code = a.area_code
order by p.is_running desc, visit_count desc nulls last, p.project_id asc
