-- The projects by kind and by how they run, and what they served in the period.
-- One row per kind that occurs, the most frequent first.
with
served as (
    select
        project_kind,
        count(*) as service_count,
        known_total(visit_count) as visit_count
    from chosen_services()
    group by project_kind
)

select
    p.project_kind,
    count(*) as project_count,
    count(*) filter (where p.mode = '公益') as public_count,
    count(*) filter (where p.mode = '有偿') as paid_count,
    count(*) filter (where p.mode = '市场') as commercial_count,
    count(*) filter (where p.mode is null) as unknown_mode_count,
    count(*) filter (where p.is_running) as running_count,
    coalesce(any_value(s.service_count), 0) as service_count,
    if(any_value(s.service_count) is null, 0, any_value(s.visit_count)) as visit_count
from asked_projects() as p
left join served as s on p.project_kind = s.project_kind
group by p.project_kind
order by project_count desc, p.project_kind asc
