-- Which uploads the chosen gardens come from, and up to when those are complete.
-- One row per question, also where no garden was chosen.
-- data_line reads used_rows by its name.
with
used_rows as (  -- noqa: ST03
    select
        g.upload_id,
        u.as_of as data_at,
        g.opened_on as first_on,
        g.opened_on as last_on,
        true as is_counted,
        false as is_future
    from gardens as g
    inner join uploads as u on g.upload_id = u.upload_id
    where in_asked_area(g.area_code) and fits(g.kind, $plants)
)

select * from data_line('used_rows')
