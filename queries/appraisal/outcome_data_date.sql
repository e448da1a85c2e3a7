-- Which uploads the outcomes and rectification lists come from, and up to when those are complete.
-- One row per question, also where nothing was chosen.
-- data_line reads used_rows by its name.
with
used_rows as (  -- noqa: ST03
    select
        upload_id,
        data_at,
        decided_on as first_on,
        decided_on as last_on,
        true as is_counted,
        false as is_future
    from chosen_outcomes()
    union all
    select
        upload_id,
        data_at,
        cast(null as date) as first_on,
        cast(null as date) as last_on,
        true as is_counted,
        false as is_future
    from chosen_rectifications()
    union all
    select
        o.upload_id,
        d.data_at,
        o.decided_on as first_on,
        o.decided_on as last_on,
        false as is_counted,
        true as is_future
    from appraisal_outcomes as o
    inner join appraisal_units as u on o.year = u.year and o.unit_id = u.unit_id
    left join lateral area_data_date(u.area_code, 'appraisal_outcomes') as d on true
    where
        o.decided_on <= $as_of and coalesce(o.decided_on > d.data_at, true)
        and fits(o.year, $year)
        and in_asked_area(u.area_code)
        and fits(u.unit_group, $unit_group)
        and fits(u.unit_id, $unit_id)
)

select * from data_line('used_rows')
