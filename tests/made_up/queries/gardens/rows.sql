-- The gardens that the filters choose.
-- One row per garden.
select
    garden_id,
    area_code,
    kind,
    source,
    opened_on
from gardens
where in_asked_area(area_code) and fits(kind, $plants)
order by garden_id
