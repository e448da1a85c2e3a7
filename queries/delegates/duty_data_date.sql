-- Which uploads the chosen duties come from, and up to when those are complete.
-- One row per question, also where nothing was chosen.
-- data_line reads used_rows by its name.
with
used_rows as (  -- noqa: ST03
    select
        upload_id,
        data_at,
        happened_on as first_on,
        happened_on as last_on,
        true as is_counted,
        false as is_future
    from chosen_duties()
    union all
    select
        u.upload_id,
        cast(null as timestamp) as data_at,
        u.happened_on as first_on,
        u.happened_on as last_on,
        false as is_counted,
        true as is_future
    from duties as u
    inner join chosen_delegates() as d on u.delegate_id = d.delegate_id
    left join duty_credits() as k on u.duty_id = k.duty_id
    where k.duty_id is null and in_asked_period(u.happened_on) and u.happened_on <= $as_of
)

select * from data_line('used_rows')
