-- What happened in the courtyards in each month, all kinds of activity together.
-- One row per month, also where nothing was held.
with
counts as (
    select
        cast(date_trunc('month', held_on) as date) as month,
        count(*) as activity_count,
        total(if(is_lecture(activity_kind), case_count, 0)) as lecture_count
    from chosen_activities()
    group by cast(date_trunc('month', held_on) as date)
)

select
    m.month,
    coalesce(c.activity_count, 0) as activity_count,
    coalesce(c.lecture_count, 0) as lecture_count,
    m.is_complete
from courtyard_months() as m
left join counts as c on m.month = c.month
order by m.month
