-- How the lead units report: how many of their tickets in time.
-- One row per lead unit, those with most tickets first; null where none is named.
select
    lead_unit,
    count(*) as ticket_count,
    count(*) filter (where report_state = 'on_time') as report_on_time_count,
    count(*) filter (where is_counted(report_state)) as report_counted_count,
    share(
        count(*) filter (where report_state = 'on_time'), count(*) filter (where is_counted(report_state))
    ) as report_on_time_share
from chosen_tickets()
group by lead_unit
order by ticket_count desc, lead_unit asc
