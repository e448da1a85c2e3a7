-- How many came in each month to each kind of course.
-- One row per month and order kind, also where none was held; the kind of a session whose course is not here is null.
with
counts as (
    select
        cast(date_trunc('month', held_at) as date) as month,
        order_kind,
        count(*) as session_count,
        total(attended_count) as visit_count
    from held_sessions()
    group by cast(date_trunc('month', held_at) as date), order_kind
),

kinds as (
    select distinct order_kind
    from counts
)

select
    m.month,
    k.order_kind,
    coalesce(c.session_count, 0) as session_count,
    coalesce(c.visit_count, 0) as visit_count,
    m.is_complete
from session_months() as m
cross join kinds as k
left join counts as c on m.month = c.month and k.order_kind is not distinct from c.order_kind
order by m.month asc, k.order_kind asc nulls last
