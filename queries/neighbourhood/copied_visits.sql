-- A venue's months of use beside the month before.
-- One row per venue and month that can be held against the one before.
select
    venue_id,
    venue_name,
    earlier_month,
    earlier_visit_count,
    month,
    visit_count,
    is_equal,
    upload_id,
    source_sheet,
    source_row
from visits_beside()
order by venue_id, month
