-- The figures of a page's head: who works together, what they run and serve, which needs were met, in how many venues.
-- One row per question, also where there is nothing. Services and needs are of the period; members, partners, projects
-- and venues stand at the moment. people_count adds up services and may count a person again and again.
with
members as (
    select
        count(*) filter (where is_member) as member_count,
        count(*) filter (where not is_member) as left_member_count
    from asked_members()
),

allies as (
    select
        count(*) as partner_count,
        count(*) filter (where role = '社区合伙人') as community_partner_count,
        count(*) filter (where role = '阵地合作单位') as venue_partner_count,
        count(*) filter (where role = '空间主理人') as space_host_count,
        count(*) filter (where role is null) as unknown_role_count
    from partners
    where in_asked_area(area_code)
),

standing as (
    select
        count(*) as project_count,
        count(*) filter (where is_running) as running_count,
        count(*) filter (where project_kind = '民生微项目') as livelihood_count,
        count(*) filter (where project_kind = '蜂巢子项目') as beehive_count,
        count(*) filter (where project_kind = '邻里集市') as market_count,
        count(*) filter (where is_secretary_project) as secretary_count
    from asked_projects()
),

services as (
    select
        count(*) as service_count,
        known_total(visit_count) as visit_count,
        count(*) filter (where visit_count is null) as unrecorded_visit_service_count,
        total(if(project_kind = '邻里集市', visit_count, 0)) as market_visit_count,
        known_total(people_count) as people_count,
        cast(sum(subsidy_yuan) as double) as subsidy_yuan,
        count(*) filter (where price_kind = '免费') as free_service_count
    from chosen_services()
),

needs as (
    select
        count(*) as need_count,
        count(*) filter (where is_met) as met_need_count
    from chosen_needs()
),

places as (
    select
        count(*) as venue_count,
        count(*) filter (where renovated_on is not null) as renovated_venue_count
    from venues
    where in_asked_area(area_code)
)

select
    m.member_count,
    m.left_member_count,
    a.partner_count,
    a.community_partner_count,
    a.venue_partner_count,
    a.space_host_count,
    a.unknown_role_count,
    p.project_count,
    p.running_count,
    p.livelihood_count,
    p.beehive_count,
    p.market_count,
    p.secretary_count,
    s.service_count,
    s.visit_count,
    s.unrecorded_visit_service_count,
    s.market_visit_count,
    s.people_count,
    s.subsidy_yuan,
    s.free_service_count,
    n.need_count,
    n.met_need_count,
    share(n.met_need_count, n.need_count) as met_share,
    n.need_count - n.met_need_count as unmet_need_count,
    v.venue_count,
    v.renovated_venue_count
from members as m
cross join allies as a
cross join standing as p
cross join services as s
cross join needs as n
cross join places as v
