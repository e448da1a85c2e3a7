-- Which uploads the use of the venues comes from, and up to when those are complete.
-- One row per question, also where nothing was chosen. Venues stand, whatever the period.
-- data_line reads used_rows by its name.
with
used_rows as (  -- noqa: ST03
    select
        upload_id,
        data_at,
        month as first_on,
        month as last_on,
        true as is_counted,
        false as is_future
    from chosen_visits()
    union all
    select
        upload_id,
        null as data_at,
        null as first_on,
        null as last_on,
        true as is_counted,
        false as is_future
    from venues
    where in_asked_area(area_code)
)

select * from data_line('used_rows')
