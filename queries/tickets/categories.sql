-- What people ask for, and how the tickets of each kind fare.
-- One row per category, the most frequent first.
select
    category,
    count(*) as ticket_count,
    count(*) filter (where is_accepted(outcome) and close_at is not null) as closed_count,
    count(*) filter (where is_overdue) as overdue_ticket_count,
    count(*) filter (where report_state = 'on_time') as report_on_time_count,
    count(*) filter (where is_counted(report_state)) as report_counted_count,
    share(
        count(*) filter (where report_state = 'on_time'), count(*) filter (where is_counted(report_state))
    ) as report_on_time_share
from chosen_tickets()
group by category
order by ticket_count desc, category asc
