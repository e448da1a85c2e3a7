-- The uploaded values behind the score sheets.
-- One row per value of a chosen unit; without indicator_name where its group has no such indicator.
select
    year,
    period as term,
    unit_id,
    unit_name,
    indicator_id,
    indicator_name,
    value,
    target,
    coalesce(is_not_applicable, false) as is_not_applicable,
    source,
    upload_id,
    source_sheet,
    source_row
from sheet_values()
order by unit_group, unit_id, indicator_id
