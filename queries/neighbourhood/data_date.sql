-- Which uploads the services, needs, projects and members of a page come from, and up to when those are complete.
-- One row per question, also where nothing was chosen. Projects and members stand, whatever the period.
-- data_line reads used_rows by its name.
with
used_rows as (  -- noqa: ST03
    select
        upload_id,
        data_at,
        held_on as first_on,
        held_on as last_on,
        held_on <= moment as is_counted,
        held_on > moment as is_future
    from asked_services()
    where in_asked_period(held_on)
    union all
    select
        upload_id,
        data_at,
        raised_on as first_on,
        raised_on as last_on,
        true as is_counted,
        false as is_future
    from chosen_needs()
    union all
    select
        upload_id,
        data_at,
        null as first_on,
        null as last_on,
        true as is_counted,
        false as is_future
    from asked_projects()
    union all
    select
        upload_id,
        data_at,
        null as first_on,
        null as last_on,
        true as is_counted,
        false as is_future
    from asked_members()
)

select * from data_line('used_rows')
