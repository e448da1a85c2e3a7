-- What may be asked of how units write their tickets down: closed within minutes, all satisfied, times on the hour.
-- One row per lead unit, also for tickets without one.
with
units as (
    select
        lead_unit,
        count(*) as ticket_count,
        count(*) filter (where is_quick) as quick_count,
        count(*) filter (where is_answer) as answered_count,
        count(*) filter (where is_good) as satisfied_count,
        total(time_count) as time_count,
        total(full_hour_count) as full_hour_count
    from told_times()
    group by lead_unit
),

beside as (
    select
        *,
        cast(sum(answered_count) over () as bigint) - answered_count as other_answered_count,
        cast(sum(satisfied_count) over () as bigint) - satisfied_count as other_satisfied_count
    from units
)

select
    *,
    share(other_satisfied_count, other_answered_count) as other_satisfied_share,
    share(full_hour_count, time_count) as full_hour_share,
    lead_unit is not null
    and is_unlike_others(
        satisfied_count, answered_count, other_satisfied_count, other_answered_count
    ) as is_all_satisfied,
    lead_unit is not null and is_mostly_full_hours(full_hour_count, time_count) as is_on_the_hour
from beside
order by lead_unit
