-- How many cases each month had, of one kind of activity or of all, for the control chart.
-- One row per month, also where nothing was held.
with
counts as (
    select
        cast(date_trunc('month', held_on) as date) as month,
        total(case_count) as case_count
    from chosen_activities()
    where $activity_kind is null or activity_kind = $activity_kind
    group by cast(date_trunc('month', held_on) as date)
)

select
    m.month,
    coalesce(c.case_count, 0) as value,
    m.is_complete
from courtyard_months($activity_kind) as m
left join counts as c on m.month = c.month
order by m.month
