-- Which uploads the chosen tickets come from, and up to when those are complete.
-- One row per question, also where no ticket was chosen.
-- data_line reads used_rows by its name.
with
used_rows as (  -- noqa: ST03
    select
        upload_id,
        data_at,
        cast(dispatched_at as date) as first_on,
        cast(dispatched_at as date) as last_on,
        true as is_counted,
        false as is_future
    from chosen_tickets()
    union all
    select
        upload_id,
        data_at,
        cast(dispatched_at as date) as first_on,
        cast(dispatched_at as date) as last_on,
        false as is_counted,
        true as is_future
    from future_tickets()
)

select * from data_line('used_rows')
