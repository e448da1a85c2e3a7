-- The figures of a page's head: stations, merchants, enrolled workers, and who used the discounts.
-- One row per question, also where there is nothing. Stations count unless withdrawn, suspended ones among them;
-- people are counted once, whatever they are registered with; redemptions are of the asked period. Each station is
-- stale or not at the data date of its area; the oldest and newest of these stand beside.
with
standing as (
    select
        count(*) as station_count,
        count(*) filter (where is_suspended) as suspended_count,
        count(*) filter (where is_stale(known_at, moment)) as stale_count,
        count(*) filter (where known_at is null) as undated_count,
        min(moment) as oldest_data_at,
        max(moment) as newest_data_at
    from chosen_stations(null)
),

shops as (
    select
        count(*) as merchant_count,
        count(*) filter (where kind = '药店') as pharmacy_count,
        count(*) filter (where not is_placed) as unplaced_merchant_count
    from chosen_merchants(null)
),

people as (
    select
        count(*) as worker_count,
        count(*) filter (where is_verified) as verified_count,
        total(registration_count) as registration_count
    from enrolled_people()
),

uses as (
    select
        count(*) as redemption_count,
        known_yuan(saved_yuan) as saved_yuan,
        count(distinct worker_id) filter (
            where worker_id in (
                select worker_id
                from enrolled_people()
            )
        ) as used_worker_count
    from chosen_redemptions(null)
)

select
    s.station_count,
    s.suspended_count,
    s.stale_count,
    s.undated_count,
    s.oldest_data_at,
    s.newest_data_at,
    m.merchant_count,
    m.pharmacy_count,
    m.unplaced_merchant_count,
    p.worker_count,
    p.verified_count,
    share(p.verified_count, p.worker_count) as verified_share,
    p.registration_count,
    share(p.worker_count, s.station_count) as workers_per_station,
    share(p.worker_count, m.merchant_count) as workers_per_merchant,
    share(p.worker_count, m.pharmacy_count) as workers_per_pharmacy,
    u.redemption_count,
    u.saved_yuan,
    u.used_worker_count,
    share(u.used_worker_count, p.worker_count) as used_share
from standing as s
cross join shops as m
cross join people as p
cross join uses as u
