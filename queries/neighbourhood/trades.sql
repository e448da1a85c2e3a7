-- Which trades the projects bring to the neighbourhood, and how they were used in the period.
-- One row per trade that occurs, the most projects first; 未填业态 where none was written.
with
served as (
    select
        coalesce(trade, '未填业态') as trade,
        count(*) as service_count,
        known_total(visit_count) as visit_count
    from chosen_services()
    group by coalesce(trade, '未填业态')
),

standing as (
    select
        coalesce(trade, '未填业态') as trade,
        count(*) as project_count
    from asked_projects()
    group by coalesce(trade, '未填业态')
)

select
    p.trade,
    p.project_count,
    coalesce(s.service_count, 0) as service_count,
    if(s.trade is null, 0, s.visit_count) as visit_count
from standing as p
left join served as s on p.trade = s.trade
order by p.project_count desc, p.trade asc
