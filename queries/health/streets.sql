-- The streets and towns for which fairs are reported, and whether one was held there in the last ninety days.
-- One row per street, those without any fair first, then those whose last one lies longest back.
select
    s.area_code,
    named_area(a.area_name, s.area_code) as area_name,
    named_area(a.area_path, s.area_code) as area_path,
    s.last_held_on,
    s.days_since,
    s.life_fair_count,
    s.is_reached,
    s.moment,
    a.population,
    case $figure when 'reached_share' then figure_part(true, s.is_reached) else 'met' end as part
from fair_streets() as s
left join areas as a on s.area_code = a.area_code
order by s.days_since desc nulls first, s.area_code asc
