-- Which uploads the stations, merchants, workers and redemptions of an area come from, and how far they reach.
-- One row per question, also where there is nothing; row_count is that of the stations, first_on and last_on are of
-- the redemptions. An upload that reaches beyond the reader's scope is not named.
with
used as (
    select
        upload_id,
        data_at,
        true as is_station,
        cast(null as date) as redeemed_on
    from chosen_stations(null)
    union all by name
    select
        upload_id,
        data_at
    from merchant_clock()
    where in_asked_area(area_code)
    union all by name
    select
        upload_id,
        data_at
    from worker_clock()
    where in_asked_area(area_code)
    union all by name
    select
        upload_id,
        data_at,
        cast(redeemed_at as date) as redeemed_on
    from chosen_redemptions(null)
),

counts as (
    select
        upload_id,
        min(data_at) as oldest_data_at,
        max(data_at) as newest_data_at,
        count(*) filter (where is_station) as row_count,
        min(redeemed_on) as first_on,
        max(redeemed_on) as last_on
    from used
    group by upload_id
),

futures as (
    select count(*) as future_count
    from future_redemptions(null)
)

select
    min(c.oldest_data_at) as oldest_data_at,
    max(c.newest_data_at) as newest_data_at,
    total(c.row_count) as row_count,
    count(c.upload_id) as upload_count,
    arg_max(u.published_at, u.upload_id) as last_published_at,
    arg_max(u.published_by, u.upload_id) as last_published_by,
    arg_max(u.receipt, u.upload_id) as last_receipt,
    any_value(f.future_count) as future_count,
    bool_or(u.is_demo) as has_demo,
    min(c.first_on) as first_on,
    max(c.last_on) as last_on
from futures as f
left join counts as c on true
left join uploads as u on c.upload_id = u.upload_id
