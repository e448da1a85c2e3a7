-- Which uploads the rows of a page come from, and up to when those are complete.
-- One row, also where nothing was chosen. `used_rows`: the name of a CTE of the question that asks, a row each with
-- upload_id, data_at, first_on and last_on (when it happened), is_counted (it is one of the rows that the page counts)
-- and is_future (it is left out: nothing can have happened after the day that its file tells of). An upload that
-- reaches beyond the reader's scope is not named.
create or replace macro data_line(used_rows) as table (
    with
    counts as (
        select
            upload_id,
            count(*) filter (where is_counted) as row_count,
            min(data_at) as oldest_data_at,
            max(data_at) as newest_data_at,
            min(first_on) as first_on,
            max(last_on) as last_on
        from query_table(used_rows)
        where not is_future
        group by upload_id
    ),

    futures as (
        select count(*) as future_count
        from query_table(used_rows)
        where is_future
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
);
