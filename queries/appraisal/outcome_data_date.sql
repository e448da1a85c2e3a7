-- Which uploads the outcomes and rectification lists come from, and up to when those are complete.
-- One row per question, also where nothing was chosen; an upload that reaches beyond the reader's scope is not named.
with
used as (
    select
        upload_id,
        data_at,
        decided_on as happened_on
    from chosen_outcomes()
    union all
    select
        upload_id,
        data_at,
        null as happened_on
    from chosen_rectifications()
),

counts as (
    select
        upload_id,
        count(*) as row_count,
        min(data_at) as oldest_data_at,
        max(data_at) as newest_data_at,
        min(happened_on) as first_on,
        max(happened_on) as last_on
    from used
    group by upload_id
),

-- Nothing can have been decided after the day that the file tells of.
futures as (
    select count(*) as future_count
    from appraisal_outcomes as o
    inner join appraisal_units as u on o.year = u.year and o.unit_id = u.unit_id
    left join unit_data_dates('appraisal_outcomes') as d on u.area_code = d.area_code
    where
        o.decided_on <= $as_of and coalesce(o.decided_on > d.data_at, true)
        and fits(o.year, $year)
        and in_asked_area(u.area_code)
        and fits(u.unit_group, $unit_group)
        and fits(u.unit_id, $unit_id)
)

select
    min(c.oldest_data_at) as oldest_data_at,
    max(c.newest_data_at) as newest_data_at,
    total(c.row_count) as row_count,
    count(c.upload_id) as upload_count,
    arg_max(u.published_at, u.upload_id) as last_published_at,
    arg_max(u.published_by, u.upload_id) as last_published_by,
    arg_max(u.receipt, u.upload_id) as last_receipt,
    any_value(f.future_count) as future_count,
    bool_or(u.is_demo) as has_demo,
    min(c.first_on) as first_on,
    max(c.last_on) as last_on
from futures as f
left join counts as c on true
left join uploads as u on c.upload_id = u.upload_id
