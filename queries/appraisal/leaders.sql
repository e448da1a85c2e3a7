-- The leaders of the chosen units, ranked among the leaders of their whole group.
-- One row per leader; without a rank where there is no score, and a tie shares the better rank.
with
leaders as (
    select
        p.year,
        g.scheme_area,
        g.unit_group,
        g.unit_id,
        g.unit_name,
        g.is_chosen,
        p.person_id,
        p.post,
        p.grade,
        round(p.score, 2) as score
    from chosen_groups($unit_group, $unit_id) as g
    inner join appraisal_people as p on g.year = p.year and g.unit_id = p.unit_id
    where p.is_leader
),

ranked as (
    select
        *,
        rank() over (
            partition by scheme_area, year, unit_group
            order by score desc nulls last
        ) as place,
        count(score) over (partition by scheme_area, year, unit_group) as person_count
    from leaders
),

-- The asked year, or the latest of the chosen units: the same as in the other questions about persons.
shown as (
    select max(year) as year
    from chosen_people()
)

select
    r.year,
    r.scheme_area,
    r.unit_group,
    r.unit_id,
    r.unit_name,
    r.person_id,
    r.post,
    r.grade,
    r.score,
    if(r.score is null, null, r.place) as rank,
    r.person_count
from ranked as r
inner join shown as s on r.year = s.year
where r.is_chosen
order by r.scheme_area, r.unit_group, r.place, r.unit_id, r.person_id
