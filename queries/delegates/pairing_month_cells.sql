-- What the guarded months of pairings are made of: those that were due in each whole month, and those visited in it.
-- One row per county and month.
with
paired as (
    select
        area_at(area_code, 6) as county_code,
        *
    from pair_clock()
    where in_asked_county(area_code)
),

span as (
    select
        date_trunc('month', cast(min(paired_on) as timestamp)) + interval 1 month as first_at,
        cast(max(last_month) as timestamp) as last_at
    from paired
),

months as (
    select
        cast(m.start_at as date) as month,
        cast(m.start_at + interval 1 month as date) as next_month
    from span as s
    cross join unnest(generate_series(s.first_at, s.last_at, interval 1 month)) as m (start_at)
),

dues as (
    select
        p.county_code,
        m.month,
        p.pairing_id,
        exists(
            select 1
            from visits as v
            where p.pairing_id = v.pairing_id and v.visited_on >= m.month and v.visited_on < m.next_month
        ) as was_visited
    from months as m
    cross join paired as p
    where
        m.month >= p.paired_on
        and (p.ended_on is null or p.ended_on >= m.next_month)
        and m.month <= p.last_month
)

select
    county_code,
    month,
    count(*) as due_count,
    count(*) filter (where was_visited) as visited_count
from dues
group by county_code, month
order by month, county_code
