-- The services behind a figure: all of the period, the newest first.
-- One row per service.
select
    s.service_id,
    s.held_on,
    s.project_id,
    s.project_name,
    s.project_kind,
    s.area_code,
    named_area(a.area_name, s.area_code) as area_name,
    s.visit_count,
    s.people_count,
    s.price_kind,
    s.subsidy_yuan,
    s.upload_id,
    s.source_sheet,
    s.source_row
from chosen_services() as s
left join areas as a on s.area_code = a.area_code
order by s.held_on desc, s.service_id asc
