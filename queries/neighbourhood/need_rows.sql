-- The needs behind a figure, and the projects that meet them.
-- One row per need, the oldest first.
select
    n.need_id,
    n.field,
    n.raised_on,
    n.area_code,
    named_area(a.area_name, n.area_code) as area_name,
    n.is_met,
    n.project_id,
    p.project_name,
    case $figure when 'need_met_share' then figure_part(true, n.is_met) else 'met' end as part,
    n.upload_id,
    n.source_sheet,
    n.source_row
from chosen_needs() as n
left join projects as p on n.project_id = p.project_id
left join areas as a on n.area_code = a.area_code
order by n.raised_on, n.need_id
