-- How many cases each month had, of each kind of activity that ever occurred, for its control chart.
-- One row per kind and month, also where nothing was held.
with
kinds as (
    select distinct activity_kind
    from courtyard_activity_clock()
    where
        not is_after_closing
        and in_asked_area(area_code)
        and held_on < $until
        and fits(courtyard_kind, $courtyard_kind)
        and fits(activity_kind, $activity_kind)
),

counts as (
    select
        activity_kind,
        cast(date_trunc('month', held_on) as date) as month,
        total(case_count) as case_count
    from chosen_activities()
    group by activity_kind, cast(date_trunc('month', held_on) as date)
)

select
    k.activity_kind,
    m.month,
    coalesce(c.case_count, 0) as value,
    m.is_complete
from kinds as k
cross join courtyard_months() as m
left join counts as c on k.activity_kind = c.activity_kind and m.month = c.month
order by k.activity_kind, m.month
