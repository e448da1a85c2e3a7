-- Which uploads the chosen fairs come from, and up to when those are complete.
-- One row per question, also where no fair was chosen.
-- data_line reads used_rows by its name.
with
used_rows as (  -- noqa: ST03
    select
        upload_id,
        data_at,
        held_on as first_on,
        held_on as last_on,
        true as is_counted,
        false as is_future
    from chosen_fairs()
    union all
    select
        upload_id,
        cast(null as timestamp) as data_at,
        held_on as first_on,
        held_on as last_on,
        false as is_counted,
        true as is_future
    from future_fairs()
)

select * from data_line('used_rows')
