-- What the delegates did in the period: how many of them anything, how often, and what of it scored.
-- One row per question, also where nothing was done.
with
people as (
    select count(*) as delegate_count
    from chosen_delegates()
),

done as (
    select
        count(distinct delegate_id) as active_delegate_count,
        count(*) as duty_count,
        known_total(people_count) as people_count,
        coalesce(sum(points), 0) as points,
        count(*) filter (where is_capped) as capped_count,
        count(*) filter (where points is null) as unscored_count
    from chosen_duties()
)

select
    p.delegate_count,
    d.active_delegate_count,
    share(d.active_delegate_count, p.delegate_count) as active_share,
    d.duty_count,
    d.people_count,
    d.points,
    cast(d.points as double) / nullif(p.delegate_count, 0) as points_per_delegate,
    d.capped_count,
    d.unscored_count
from people as p
cross join done as d
