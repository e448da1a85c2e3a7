-- How the areas one level below the chosen one fare; with none chosen, below the smallest that holds all.
-- One row per area with stations, merchants, workers or redemptions; what is recorded at the chosen area itself is a
-- row of its own. Who is registered in two areas is counted in both, so workers do not add up to those of the whole.
with
base as (
    select child_digits(digits) as digits
    from station_area()
),

standing as (
    select
        area_at(s.area_code, b.digits) as area_code,
        count(*) as station_count,
        count(*) filter (where s.is_suspended) as suspended_count
    from chosen_stations(null) as s
    cross join base as b
    group by area_at(s.area_code, b.digits)
),

shops as (
    select
        area_at(m.area_code, b.digits) as area_code,
        count(*) as merchant_count,
        count(*) filter (where m.kind = '药店') as pharmacy_count
    from chosen_merchants(null) as m
    cross join base as b
    group by area_at(m.area_code, b.digits)
),

people as (
    select
        area_at(w.area_code, b.digits) as area_code,
        count(distinct w.worker_id) as worker_count,
        count(distinct w.worker_id) filter (where w.is_verified) as verified_count
    from worker_clock() as w
    cross join base as b
    where w.holds and in_asked_area(w.area_code)
    group by area_at(w.area_code, b.digits)
),

uses as (
    select
        area_at(r.area_code, b.digits) as area_code,
        count(*) as redemption_count,
        known_yuan(r.saved_yuan) as saved_yuan
    from chosen_redemptions(null) as r
    cross join base as b
    group by area_at(r.area_code, b.digits)
),

codes as (
    select area_code from standing
    union
    select area_code from shops
    union
    select area_code from people
    union
    select area_code from uses
)

select
    c.area_code,
    named_area(a.area_name, c.area_code) as area_name,
    coalesce(s.station_count, 0) as station_count,
    coalesce(s.suspended_count, 0) as suspended_count,
    coalesce(m.merchant_count, 0) as merchant_count,
    coalesce(m.pharmacy_count, 0) as pharmacy_count,
    coalesce(p.worker_count, 0) as worker_count,
    coalesce(p.verified_count, 0) as verified_count,
    share(coalesce(p.worker_count, 0), s.station_count) as workers_per_station,
    share(coalesce(p.worker_count, 0), m.merchant_count) as workers_per_merchant,
    coalesce(u.redemption_count, 0) as redemption_count,
    if(u.area_code is null, 0, u.saved_yuan) as saved_yuan
from codes as c
left join standing as s on c.area_code = s.area_code
left join shops as m on c.area_code = m.area_code
left join people as p on c.area_code = p.area_code
left join uses as u on c.area_code = u.area_code
left join areas as a on c.area_code = a.area_code
order by c.area_code
