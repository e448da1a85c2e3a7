-- How many gardens there are.
-- One row per question, also where there is none.
select
    count(*) as garden_count,
    count(*) filter (where kind = '花卉') as flower_count
from gardens
where in_asked_area(area_code) and fits(kind, $plants)
