-- How many services each month had, and how many came to them, those to markets apart.
-- One row per month from that of the first service on, also where nothing was held.
with
counts as (
    select
        cast(date_trunc('month', held_on) as date) as month,
        count(*) as service_count,
        known_total(visit_count) as visit_count,
        total(if(project_kind = '邻里集市', visit_count, 0)) as market_visit_count
    from chosen_services()
    group by cast(date_trunc('month', held_on) as date)
),

span as (
    select
        min(held_on) as first_on,
        max(moment) as newest_at,
        min(moment) as oldest_at
    from chosen_services()
)

select
    m.month,
    coalesce(c.service_count, 0) as service_count,
    if(c.month is null, 0, c.visit_count) as visit_count,
    coalesce(c.market_visit_count, 0) as market_visit_count,
    m.is_complete
from span as s
cross join asked_months(s.first_on, s.newest_at, s.oldest_at) as m
left join counts as c on m.month = c.month
order by m.month
