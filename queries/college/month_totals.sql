-- What was taught in each month, how full it was, and who did not come, all kinds of courses together.
-- One row per month, also where none was held; a share is null where nothing is to share.
with
counts as (
    select
        cast(date_trunc('month', held_at) as date) as month,
        count(*) as session_count,
        total(attended_count) as visit_count,
        total(absent_count) as absent_count,
        seat_total(seat_state, capacity) as seat_count,
        seated_total(seat_state, attended_count) as seated_count
    from held_sessions()
    group by cast(date_trunc('month', held_at) as date)
)

select
    m.month,
    coalesce(c.session_count, 0) as session_count,
    coalesce(c.visit_count, 0) as visit_count,
    coalesce(c.visit_count + c.absent_count, 0) as recorded_count,
    share(c.absent_count, c.visit_count + c.absent_count) as absent_share,
    coalesce(c.seat_count, 0) as seat_count,
    share(c.seated_count, c.seat_count) as fill_share,
    m.is_complete
from session_months() as m
left join counts as c on m.month = c.month
order by m.month
