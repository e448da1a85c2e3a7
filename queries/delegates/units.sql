-- What the units have to do of suggestions: as host, by how the replies stand; as host or support, their tasks.
-- One row per unit, those with most overdue suggestions first, then overdue tasks. Of all times.
with
hosts as (
    select
        host_unit as unit,
        count(*) as suggestion_count,
        count(*) filter (where reply_state = 'on_time') as on_time_count,
        count(*) filter (where reply_state = 'late') as late_count,
        count(*) filter (where reply_state = 'waiting') as waiting_count,
        count(*) filter (where reply_state = 'overdue') as overdue_count
    from asked_suggestions()
    where assigned_at is not null
    group by host_unit
),

tasks as (
    select
        unit,
        count(*) filter (where role = '主办') as host_task_count,
        count(*) filter (where role = '协办') as support_task_count,
        count(known_done_on) as done_task_count,
        count(*) filter (where task_state = 'overdue') as overdue_task_count
    from asked_suggestion_tasks()
    group by unit
)

select
    coalesce(h.unit, t.unit) as unit,
    coalesce(h.suggestion_count, 0) as suggestion_count,
    coalesce(h.on_time_count, 0) as on_time_count,
    coalesce(h.late_count, 0) as late_count,
    coalesce(h.waiting_count, 0) as waiting_count,
    coalesce(h.overdue_count, 0) as overdue_count,
    coalesce(t.host_task_count, 0) as host_task_count,
    coalesce(t.support_task_count, 0) as support_task_count,
    coalesce(t.done_task_count, 0) as done_task_count,
    coalesce(t.overdue_task_count, 0) as overdue_task_count
from hosts as h
full outer join tasks as t on h.unit = t.unit
order by overdue_count desc, overdue_task_count desc, suggestion_count desc, unit asc
