-- Whether the indicators of each group agree with its scheme.
-- One row per scheme area, year, group and check; every year where none is asked.
select * exclude (check_order)
from appraisal_scheme_checks()
order by area_code asc, year desc, unit_group asc, check_order asc
