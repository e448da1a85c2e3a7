-- How far a unit's rank could move if weights, method and values were a little different.
-- One row per ranked chosen unit, once finished; before, per unit of its group and indicator.
select *
from appraisal_sheet($weights)
order by scheme_area, unit_group, unit_id, weight = 0, indicator_id
