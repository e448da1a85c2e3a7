-- The lecturers that the filters choose, and whether they taught in the year up to the moment.
-- One row per lecturer, in the order of their numbers: a list, not a ranking.
select
    l.lecturer_id,
    l.lecturer_name,
    l.source_kind,
    l.field,
    l.institution,
    l.selected_by,
    l.hired_on,
    l.area_code,
    named_area(a.area_name, l.area_code) as area_name,
    l.year_session_count,
    l.last_taught_at,
    l.is_teaching,
    case $figure
        when 'lecturers_teaching' then figure_part(true, l.is_teaching)
        else 'met'
    end as part,
    l.upload_id,
    l.source_sheet,
    l.source_row
from chosen_lecturers() as l
left join areas as a on l.area_code = a.area_code
order by l.lecturer_id
