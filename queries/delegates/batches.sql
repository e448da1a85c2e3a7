-- The days on which suggestions were handed out together, and how those stand; what was handed out alone is one row.
-- One row per day with two or more, and one for the rest, whose day is null; the newest first.
with
assigned as (
    select
        *,
        cast(assigned_at as date) as day,
        count(*) over (partition by cast(assigned_at as date)) > 1 as is_batch
    from asked_suggestions()
    where assigned_at is not null
)

select
    if(is_batch, day, null) as assigned_on,
    count(*) as suggestion_count,
    count(distinct host_unit) as unit_count,
    count(replied_at) as replied_count,
    count(*) filter (where reply_state = 'on_time') as on_time_count,
    count(*) filter (where reply_state = 'late') as late_count,
    count(*) filter (where reply_state = 'waiting') as waiting_count,
    count(*) filter (where reply_state = 'overdue') as overdue_count,
    count(*) filter (where reply_state in ('unrecorded', 'not_applicable', 'fault')) as unjudged_count,
    count(evaluated_at) as evaluated_count,
    count(*) filter (where supervised_count > 0) as supervised_suggestion_count
from assigned
group by if(is_batch, day, null)
order by assigned_on desc nulls last
