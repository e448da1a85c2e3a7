-- The score sheet of every chosen unit: what was scored, how, and where the figure came from.
-- One row per chosen unit and indicator of its group, once finished; before, of the whole group.
select *
from appraisal_sheet($weights)
order by scheme_area, unit_group, unit_id, weight = 0, indicator_id
