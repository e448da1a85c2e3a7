-- Of the accepted tickets that fell due in the period, how many were closed in time; beside them those without a limit.
-- One row per question, also where no ticket fell due.
with
dues as (
    select
        count(*) as due_count,
        count(*) filter (where is_in_time) as in_time_count,
        count(*) filter (where close_state = 'late') as late_count,
        count(*) filter (where close_state = 'overdue') as overdue_count
    from due_tickets()
),

-- What has no part in it: closed before its limit has come, or without any limit.
others as (
    select
        count(*) filter (where close_at is not null and close_due_at > moment) as early_count,
        count(*) filter (where close_limit_at is null) as no_limit_count
    from chosen_tickets()
    where is_accepted(outcome)
)

select
    d.due_count,
    d.in_time_count,
    share(d.in_time_count, d.due_count) as in_time_share,
    d.late_count,
    d.overdue_count,
    o.early_count,
    o.no_limit_count
from dues as d
cross join others as o
