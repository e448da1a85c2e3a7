-- Which uploads the chosen activities come from, and up to when those are complete.
-- One row per question, also where nothing was chosen; an upload that reaches beyond the reader's scope is not named.
with
counts as (
    select
        upload_id,
        count(*) as row_count,
        min(data_at) as oldest_data_at,
        max(data_at) as newest_data_at,
        min(held_on) as first_on,
        max(held_on) as last_on
    from chosen_activities()
    group by upload_id
),

futures as (
    select count(*) as future_count
    from future_activities()
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
