-- How many fairs of each kind the seasons had, and how many came to one: March to May is spring, December to February
-- the winter of the year in which it begins.
-- One row per season from that of the first fair to the moment or the period's end, also where no fair was held.
with
chosen as (
    select
        *,
        season_start(held_on) as start_on
    from chosen_fairs()
),

span as (
    select
        min(start_on) as first_on,
        least(max(moment), cast(getvariable('until') as timestamp) - interval 1 day) as last_at,
        min(moment) as oldest_at
    from chosen
),

seasons as (
    select
        cast(g.start_at as date) as start_on,
        g.start_at >= getvariable('since')
        and g.start_at + interval 3 month <= getvariable('until')
        and g.start_at + interval 3 month <= s.oldest_at + interval 1 second as is_complete
    from span as s
    cross join unnest(generate_series(cast(s.first_on as timestamp), s.last_at, interval 3 month)) as g (start_at)
)

select
    s.start_on,
    year(s.start_on) || '年' || season_name(s.start_on) as season,
    count(c.fair_id) as fair_count,
    count(*) filter (where c.fair_kind = '社区大集') as community_count,
    count(*) filter (where c.fair_kind = '中医夜市') as night_count,
    count(*) filter (where c.fair_kind = '其他') as other_count,
    total(c.visit_count) as visit_count,
    share(total(c.visit_count), count(c.fair_id)) as visits_per_fair,
    total(c.referral_count) as referral_count,
    s.is_complete
from seasons as s
left join chosen as c on s.start_on = c.start_on
group by s.start_on, s.is_complete
order by s.start_on
