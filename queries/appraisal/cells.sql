-- The cells of the score sheets before they are scored: what was reported for each indicator, and what it is held to.
-- One row per unit of a chosen group and indicator; is_chosen marks the units that the filters choose.
select *
from appraisal_sheet($weights)
order by scheme_area, unit_group, unit_id, weight = 0, indicator_id
