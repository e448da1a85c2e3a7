-- How many tickets are overdue, and how many will be within the chosen hours.
-- One row per question, also where there is no such ticket.
select
    count(*) filter (where is_late) as overdue_ticket_count,
    count(*) filter (where is_near) as near_ticket_count,
    count(*) filter (where not is_over) as open_count,
    count(*) as ticket_count
from late_tickets($step, $within_hours)
