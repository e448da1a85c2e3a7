-- What happened in the courtyards in each month.
-- One row per month and kind of activity, also where none was held; settled_count is null where nothing is to settle.
with
chosen as (
    select
        cast(date_trunc('month', held_on) as date) as month,
        activity_kind,
        case_count,
        settled_count,
        settle_state
    from chosen_activities()
),

counts as (
    select
        month,
        activity_kind,
        total(case_count) as case_count,
        settled_total(settle_state, settled_count) as settled_count
    from chosen
    group by month, activity_kind
),

kinds as (
    select distinct activity_kind
    from counts
)

select
    m.month,
    k.activity_kind,
    coalesce(c.case_count, 0) as case_count,
    if(is_settleable(k.activity_kind), coalesce(c.settled_count, 0), null) as settled_count,
    m.is_complete
from courtyard_months() as m
cross join kinds as k
left join counts as c on m.month = c.month and k.activity_kind = c.activity_kind
order by m.month, k.activity_kind
