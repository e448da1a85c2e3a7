-- How the units fare with their rectification lists.
-- One row per unit with an item: those with most overdue first, then those with most still to do.
select
    unit_id,
    unit_name,
    count(*) as item_count,
    count(*) filter (where state = 'on_time') as on_time_count,
    count(*) filter (where state = 'late') as late_count,
    count(*) filter (where state = 'waiting') as waiting_count,
    count(*) filter (where state = 'overdue') as overdue_count,
    count(*) filter (where is_counted(state)) as counted_count,
    share(count(*) filter (where state = 'on_time'), count(*) filter (where is_counted(state))) as on_time_share
from chosen_rectifications()
group by unit_id, unit_name
order by overdue_count desc, waiting_count desc, unit_id asc
