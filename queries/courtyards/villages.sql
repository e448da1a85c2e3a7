-- The villages of the area that a page is about, and which of them have a courtyard: the part of the share each is in.
-- One row per village.
select
    v.area_code,
    named_area(a.area_name, v.area_code) as area_name,
    named_area(a.area_path, v.area_code) as area_path,
    v.has_courtyard,
    figure_part(true, v.has_courtyard) as part,
    a.upload_id,
    a.source_sheet,
    a.source_row
from courtyard_villages() as v
left join areas as a on v.area_code = a.area_code
order by v.area_code
