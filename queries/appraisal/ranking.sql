-- How the units of each group rank by their scores.
-- One row per chosen unit, once finished; before, per unit of its group and indicator.
select *
from appraisal_sheet($weights)
order by scheme_area, unit_group, unit_id, weight = 0, indicator_id
