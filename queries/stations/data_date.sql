-- Which uploads the stations, merchants, workers and redemptions of an area come from, and how far they reach.
-- One row per question, also where there is nothing; row_count is that of the stations, first_on and last_on are of
-- the redemptions.
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
    from chosen_stations(null)
    union all
    select
        upload_id,
        data_at,
        cast(null as date) as first_on,
        cast(null as date) as last_on,
        false as is_counted,
        false as is_future
    from merchant_clock()
    where in_asked_area(area_code)
    union all
    select
        upload_id,
        data_at,
        cast(null as date) as first_on,
        cast(null as date) as last_on,
        false as is_counted,
        false as is_future
    from worker_clock()
    where in_asked_area(area_code)
    union all
    select
        upload_id,
        data_at,
        cast(redeemed_at as date) as first_on,
        cast(redeemed_at as date) as last_on,
        false as is_counted,
        false as is_future
    from chosen_redemptions(null)
    union all
    select
        upload_id,
        data_at,
        cast(redeemed_at as date) as first_on,
        cast(redeemed_at as date) as last_on,
        false as is_counted,
        true as is_future
    from future_redemptions(null)
)

select * from data_line('used_rows')
