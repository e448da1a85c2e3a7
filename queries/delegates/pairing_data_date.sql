-- Which uploads the chosen pairings come from, and up to when those are complete.
-- One row per question, also where nothing was chosen.
-- data_line reads used_rows by its name.
with
used_rows as (  -- noqa: ST03
    select
        upload_id,
        data_at,
        paired_on as first_on,
        paired_on as last_on,
        true as is_counted,
        false as is_future
    from pair_clock()
    where in_asked_area(area_code) and fits(delegate_id, $delegate_id)
    union all
    select
        p.upload_id,
        cast(null as timestamp) as data_at,
        p.paired_on as first_on,
        p.paired_on as last_on,
        false as is_counted,
        true as is_future
    from pairings as p
    left join pair_clock() as k on p.pairing_id = k.pairing_id
    where
        k.pairing_id is null
        and in_asked_area(p.area_code)
        and fits(p.delegate_id, $delegate_id)
        and p.paired_on <= $as_of
)

select * from data_line('used_rows')
