-- Which uploads the values of the shown sheets come from, and up to when those are complete.
-- One row per question, also where no unit was chosen; an upload that reaches beyond the reader's scope is not named.
with
counts as (
    select
        v.upload_id,
        count(*) as row_count,
        min(d.data_at) as oldest_data_at,
        max(d.data_at) as newest_data_at,
        min(make_date(v.year, 1, 1)) as first_on,
        max(term_end(v.year, v.period)) as last_on
    from sheet_values() as v
    left join unit_data_dates('appraisal_values') as d on v.area_code = d.area_code
    where v.indicator_name is not null
    group by v.upload_id
)

select
    min(c.oldest_data_at) as oldest_data_at,
    max(c.newest_data_at) as newest_data_at,
    total(c.row_count) as row_count,
    count(c.upload_id) as upload_count,
    arg_max(u.published_at, u.upload_id) as last_published_at,
    arg_max(u.published_by, u.upload_id) as last_published_by,
    arg_max(u.receipt, u.upload_id) as last_receipt,
    0 as future_count,
    bool_or(u.is_demo) as has_demo,
    min(c.first_on) as first_on,
    max(c.last_on) as last_on
from counts as c
left join uploads as u on c.upload_id = u.upload_id
