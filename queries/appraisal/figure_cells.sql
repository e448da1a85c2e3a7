-- The cells of the score sheets once more, for the rows behind a figure.
-- One row per unit of a chosen group and indicator, each with the figure that is asked about.
select
    *,
    cast($figure as varchar) as figure
from appraisal_sheet(null)
order by scheme_area, unit_group, unit_id, weight = 0, indicator_id
