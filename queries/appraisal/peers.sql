-- What the members of a team think of each other: the raw mean and the score without the raters' leniency.
-- One row per person rated, once finished; before, per rating. Whoever rated is in no answer.
with
ratings as (
    select
        p.year,
        p.unit_id,
        u.unit_name,
        u.unit_group,
        p.rater_id,
        p.ratee_id,
        m.post,
        m.is_leader,
        p.score
    from peer_ratings as p
    inner join appraisal_units as u on p.year = u.year and p.unit_id = u.unit_id
    left join appraisal_people as m on p.year = m.year and p.ratee_id = m.person_id
    where
        in_asked_area(u.area_code)
        and fits(u.unit_group, $unit_group)
        and fits(u.unit_id, $unit_id)
)

select *
from ratings
where year = coalesce($year, (select max(r.year) from ratings as r))
order by unit_group, unit_id, ratee_id, rater_id
