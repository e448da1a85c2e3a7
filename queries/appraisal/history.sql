-- The scores and ranks of the chosen units in every term on record.
-- One row per chosen unit, year and term, once finished; before, per unit of its group, term and indicator.
select
    scheme_area,
    year,
    term,
    unit_group,
    unit_id,
    unit_name,
    area_code,
    area_name,
    leader_post,
    is_chosen,
    indicator_id,
    weight,
    direction,
    method,
    floor,
    cap,
    value,
    target,
    is_applicable
from appraisal_sheets($unit_group, $unit_id, null)
order by scheme_area, unit_group, year, term_order(term), unit_id, weight = 0, indicator_id
