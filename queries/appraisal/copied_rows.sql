-- A unit's values beside those of the term before.
-- One row per value that both terms have, of the chosen units or the asked one.
select
    year,
    term,
    earlier_year,
    earlier_term,
    unit_id,
    unit_name,
    unit_group,
    indicator_id,
    indicator_name,
    value,
    earlier_value,
    is_equal,
    source,
    upload_id,
    source_sheet,
    source_row
from values_beside()
order by unit_group, unit_id, indicator_id
