-- Every area that the reader may see, with the names of the areas above it.
-- One row per area.
select
    area_code,
    area_name,
    level,
    parent_code,
    area_path,
    code_digits
from areas
order by area_code
