-- How many tickets and steps are overdue, and how many will be within the chosen hours.
-- One row per question, also where there is no such ticket.
select
    count(*) filter (where is_late) as overdue_ticket_count,
    count(*) filter (where is_near) as near_ticket_count,
    coalesce(cast(sum(late_step_count) as bigint), 0) as overdue_step_count,
    coalesce(cast(sum(near_step_count) as bigint), 0) as near_step_count,
    count(*) filter (where not is_over) as open_count,
    count(*) as ticket_count
from late_tickets($step, $within_hours)
