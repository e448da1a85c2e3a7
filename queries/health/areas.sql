-- How the areas one level below the chosen one fare; with none chosen, below the smallest that holds all fairs.
-- One row per area with fairs or with streets for which fairs are reported; what is recorded at the chosen area itself
-- is a row of its own. Fairs are of the period; streets and the last fair are judged at the moment.
with
base as (
    select digits from fair_child_digits()
),

counts as (
    select
        area_at(f.area_code, b.digits) as area_code,
        count(*) as fair_count,
        total(f.visit_count) as visit_count,
        known_total(f.referral_count) as referral_count,
        known_total(f.followed_up_count) as followed_up_count,
        count(*) filter (where season_name(season_start(f.held_on)) = '春季') as spring_count,
        count(*) filter (where season_name(season_start(f.held_on)) = '夏季') as summer_count,
        count(*) filter (where season_name(season_start(f.held_on)) = '秋季') as autumn_count,
        count(*) filter (where season_name(season_start(f.held_on)) = '冬季') as winter_count
    from chosen_fairs() as f
    cross join base as b
    group by area_at(f.area_code, b.digits)
),

lasts as (
    select
        area_at(f.area_code, b.digits) as area_code,
        max(f.held_on) as last_held_on
    from asked_fairs() as f
    cross join base as b
    group by area_at(f.area_code, b.digits)
),

streets as (
    select
        area_at(s.area_code, b.digits) as area_code,
        count(*) as street_count,
        count(*) filter (where not s.is_reached) as unreached_street_count
    from fair_streets() as s
    cross join base as b
    group by area_at(s.area_code, b.digits)
),

codes as (
    select area_code from lasts
    union
    select area_code from streets
)

select
    o.area_code,
    named_area(n.area_name, o.area_code) as area_name,
    coalesce(c.fair_count, 0) as fair_count,
    coalesce(c.visit_count, 0) as visit_count,
    share(c.visit_count, c.fair_count) as visits_per_fair,
    if(c.area_code is null, 0, c.referral_count) as referral_count,
    if(c.area_code is null, 0, c.followed_up_count) as followed_up_count,
    coalesce(c.spring_count, 0) as spring_count,
    coalesce(c.summer_count, 0) as summer_count,
    coalesce(c.autumn_count, 0) as autumn_count,
    coalesce(c.winter_count, 0) as winter_count,
    l.last_held_on,
    coalesce(s.street_count, 0) as street_count,
    coalesce(s.unreached_street_count, 0) as unreached_street_count
from codes as o
left join counts as c on o.area_code = c.area_code
left join lasts as l on o.area_code = l.area_code
left join streets as s on o.area_code = s.area_code
left join areas as n on o.area_code = n.area_code
order by o.area_code
