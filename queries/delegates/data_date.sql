-- Which uploads the chosen delegates, suggestions and talks come from, and up to when those are complete.
-- One row per question, also where nothing was chosen.
-- data_line reads used_rows by its name.
with
used_rows as (  -- noqa: ST03
    select
        upload_id,
        data_at,
        cast(null as date) as first_on,
        cast(null as date) as last_on,
        true as is_counted,
        false as is_future
    from reported_delegates()
    where in_asked_area(area_code) and fits(delegate_id, $delegate_id)
    union all
    select
        upload_id,
        data_at,
        submitted_on as first_on,
        submitted_on as last_on,
        true as is_counted,
        false as is_future
    from chosen_suggestions()
    union all
    select
        upload_id,
        data_at,
        held_on as first_on,
        held_on as last_on,
        true as is_counted,
        false as is_future
    from chosen_talks()
    union all
    select
        upload_id,
        cast(null as timestamp) as data_at,
        submitted_on as first_on,
        submitted_on as last_on,
        false as is_counted,
        true as is_future
    from future_suggestions()
    union all
    select
        upload_id,
        cast(null as timestamp) as data_at,
        held_on as first_on,
        held_on as last_on,
        false as is_counted,
        true as is_future
    from future_talks()
)

select * from data_line('used_rows')
