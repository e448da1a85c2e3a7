-- How much each indicator decides the ranks of its group: what moves when it is left out.
-- One row per group and indicator, once finished; before, per unit of the group and indicator.
select *
from appraisal_sheet($weights)
order by scheme_area, unit_group, unit_id, weight = 0, indicator_id
