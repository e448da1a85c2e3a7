-- The rows that figures about requests use; see data_line.
-- One row per chosen request.
create or replace macro used_requests() as table (
    select
        upload_id,
        data_at,
        requested_on as first_on,
        requested_on as last_on,
        true as is_counted,
        false as is_future
    from chosen_requests()
    union all
    select
        upload_id,
        cast(null as timestamp) as data_at,
        requested_on as first_on,
        requested_on as last_on,
        false as is_counted,
        true as is_future
    from future_requests()
);
