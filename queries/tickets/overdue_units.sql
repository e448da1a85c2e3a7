-- Which units have overdue tickets, and tickets that soon will be.
-- One row per lead unit, also for tickets without one; the most overdue first.
select
    lead_unit,
    count(*) filter (where is_late) as overdue_ticket_count,
    count(*) filter (where is_near) as near_ticket_count,
    count(*) filter (where not is_over) as open_count,
    count(*) as ticket_count
from late_tickets($step, $within_hours)
group by lead_unit
order by overdue_ticket_count desc, near_ticket_count desc, ticket_count desc, lead_unit asc
