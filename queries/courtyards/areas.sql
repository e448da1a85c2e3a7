-- How the areas one level below the chosen one fare; with none chosen, below the smallest that holds all courtyards.
-- One row per area with courtyards or villages; what is recorded at the chosen area itself is a row of its own.
-- Longitude and latitude are the mean of its open courtyards that have a place, to a tenth of a metre: a sum of
-- fractions hangs on the order of the rows.
with
base as (
    select
        child_digits(digits) as digits,
        if(digits = 12, null, area_code) as upper_code
    from courtyard_area()
),

standing as (
    select
        area_at(c.area_code, b.digits) as area_code,
        count(*) as courtyard_count,
        count(*) filter (where c.is_open) as open_count,
        count(*) filter (where is_silent(c.is_open, c.silent_days, $silent_days)) as silent_count,
        round(avg(c.longitude) filter (where c.is_open and c.is_placed), 6) as longitude,
        round(avg(c.latitude) filter (where c.is_open and c.is_placed), 6) as latitude
    from chosen_courtyards() as c
    cross join base as b
    group by area_at(c.area_code, b.digits)
),

counts as (
    select
        area_at(a.area_code, b.digits) as area_code,
        count(*) as activity_count,
        total(a.case_count) as case_count,
        settleable_total(a.settle_state, a.case_count) as settleable_count,
        settled_total(a.settle_state, a.settled_count) as settled_count,
        unknown_total(a.settle_state, a.case_count) as unknown_settled_count,
        known_total(a.visit_count) as visit_count
    from chosen_activities() as a
    cross join base as b
    group by area_at(a.area_code, b.digits)
),

villages as (
    select
        area_at(v.area_code, b.digits) as area_code,
        count(*) as village_count,
        count(*) filter (where v.has_courtyard) as village_with_courtyard_count
    from courtyard_villages() as v
    cross join base as b
    group by area_at(v.area_code, b.digits)
),

codes as (
    select area_code from standing
    union
    select area_code from villages
),

-- What is recorded at the chosen area itself is not what happens among all its residents.
residents as (
    select
        p.area_code,
        p.population
    from area_populations() as p
    inner join base as b on p.area_code is distinct from b.upper_code
)

select
    o.area_code,
    named_area(n.area_name, o.area_code) as area_name,
    coalesce(s.courtyard_count, 0) as courtyard_count,
    coalesce(s.open_count, 0) as open_count,
    coalesce(c.activity_count, 0) as activity_count,
    coalesce(c.case_count, 0) as case_count,
    coalesce(c.settleable_count, 0) as settleable_count,
    coalesce(c.settled_count, 0) as settled_count,
    share(c.settled_count, c.settleable_count) as settled_share,
    coalesce(c.unknown_settled_count, 0) as unknown_settled_count,
    if(c.area_code is null, 0, c.visit_count) as visit_count,
    share(coalesce(c.activity_count, 0), s.courtyard_count) as activities_per_courtyard,
    p.population,
    share(1000 * coalesce(c.case_count, 0), p.population) as cases_per_1000,
    coalesce(s.silent_count, 0) as silent_count,
    coalesce(v.village_count, 0) as village_count,
    coalesce(v.village_with_courtyard_count, 0) as village_with_courtyard_count,
    coalesce(v.village_count - v.village_with_courtyard_count, 0) as missing_village_count,
    coalesce(c.settleable_count - c.settled_count, 0) as unsettled_count,
    s.longitude,
    s.latitude
from codes as o
left join standing as s on o.area_code = s.area_code
left join counts as c on o.area_code = c.area_code
left join villages as v on o.area_code = v.area_code
left join areas as n on o.area_code = n.area_code
left join residents as p on o.area_code = p.area_code
order by o.area_code
