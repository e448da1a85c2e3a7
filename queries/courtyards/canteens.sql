-- The courtyards that give meals, and which share of the elderly of their area they reach at a meal.
-- One row per courtyard with meals; visits_per_meal is of the meals whose visitors were counted.
with
counts as (
    select
        courtyard_id,
        total(case_count) as meal_count,
        total(if(visit_count is null, 0, case_count)) as counted_meal_count,
        known_total(visit_count) as visit_count,
        min(held_on) as first_held_on,
        max(held_on) as last_held_on,
        count(distinct held_on) as day_count
    from chosen_activities()
    where activity_kind = '助餐'
    group by courtyard_id
)

select
    c.courtyard_id,
    c.courtyard_name,
    named_area(a.area_name, c.area_code) as area_name,
    c.floor_area_m2,
    n.meal_count,
    n.visit_count,
    share(n.visit_count, n.counted_meal_count) as visits_per_meal,
    a.population_65,
    share(share(n.visit_count, n.counted_meal_count), a.population_65) as reached_share,
    n.first_held_on,
    n.last_held_on,
    n.day_count
from counts as n
inner join courtyards as c on n.courtyard_id = c.courtyard_id
left join areas as a on c.area_code = a.area_code
order by n.meal_count desc, c.courtyard_id asc
