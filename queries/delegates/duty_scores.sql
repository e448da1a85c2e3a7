-- What each delegate did in the period and what it is worth, and the points of the year up to the period's end.
-- One row per delegate, also one who did nothing, in the order of names.
with
spans as (
    select
        delegate_id,
        max(moment) as moment
    from duty_credits()
    group by delegate_id
),

-- The year that the period ends in, or that the data reach.
ends as (
    select least(max(moment), cast(getvariable('until') as timestamp) - interval 1 second) as end_at
    from spans
),

done as (
    select
        delegate_id,
        count(*) as duty_count,
        known_total(people_count) as people_count,
        coalesce(sum(points), 0) as points,
        count(*) filter (where is_capped) as capped_count,
        count(*) filter (where points is null) as unscored_count,
        max(happened_on) as last_on
    from chosen_duties()
    group by delegate_id
),

years as (
    select
        c.delegate_id,
        sum(c.points) as year_points
    from duty_credits() as c
    cross join ends as e
    where c.year = year(e.end_at) and c.happened_on <= e.end_at
    group by c.delegate_id
)

select
    d.delegate_id,
    d.delegate_name,
    d.area_code,
    named_area(a.area_name, d.area_code) as area_name,
    d.unit,
    coalesce(c.duty_count, 0) as duty_count,
    coalesce(c.points, 0) as points,
    coalesce(y.year_points, 0) as year_points,
    coalesce(c.capped_count, 0) as capped_count,
    coalesce(c.unscored_count, 0) as unscored_count,
    if(c.delegate_id is null, 0, c.people_count) as people_count,
    c.last_on,
    c.delegate_id is not null as is_active,
    figure_part(true, c.delegate_id is not null) as part,
    d.upload_id,
    d.source_sheet,
    d.source_row
from chosen_delegates() as d
left join done as c on d.delegate_id = c.delegate_id
left join years as y on d.delegate_id = y.delegate_id
left join areas as a on d.area_code = a.area_code
order by d.delegate_name, d.delegate_id
