-- The members of the chosen units' teams, ranked within their team; leaders are ranked among leaders.
-- One row per member; without a rank where there is no score, and a tie shares the better rank.
with
members as (
    select
        year,
        unit_group,
        unit_id,
        unit_name,
        person_id,
        post,
        grade,
        round(score, 2) as score
    from chosen_people()
    where not is_leader
),

ranked as (
    select
        *,
        rank() over (
            partition by unit_id
            order by score desc nulls last
        ) as place,
        count(score) over (partition by unit_id) as person_count
    from members
)

select
    year,
    unit_id,
    unit_name,
    person_id,
    post,
    grade,
    score,
    if(score is null, null, place) as rank,
    person_count
from ranked
order by unit_group, unit_id, place, person_id
