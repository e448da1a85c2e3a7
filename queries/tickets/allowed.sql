-- How many tickets were extended, excluded and deferred, and what of it is open or unexplained.
-- One row per question, also where no ticket was chosen; what files without the column say is not known.
select
    count(*) as ticket_count,
    count(*) filter (where is_extended_recorded) as extended_recorded_count,
    count(extended_due_at) filter (where is_extended_recorded) as extended_count,
    share(
        count(extended_due_at) filter (where is_extended_recorded), count(*) filter (where is_extended_recorded)
    ) as extended_share,
    count(*) filter (where is_excluded_recorded) as excluded_recorded_count,
    count(*) filter (where is_excluded) as excluded_count,
    count(*) filter (where is_excluded and excluded_reason is null) as unexplained_count,
    count(*) filter (where is_deferred_recorded) as deferred_recorded_count,
    count(deferred_until) as deferred_count,
    count(*) filter (where deferred_until > moment and not is_over) as deferred_running_count,
    count(*) filter (where deferred_until <= moment and not is_over) as deferred_past_count
from chosen_tickets()
