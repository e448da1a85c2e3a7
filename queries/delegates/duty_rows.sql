-- The duties of the period: which of its kind and year each was, and the points that it still earned.
-- One row per duty, in the order of time; a duty that no standard names is not counted.
select
    c.duty_id,
    c.delegate_id,
    c.delegate_name,
    c.duty_kind,
    c.happened_on,
    c.nth,
    c.points_each,
    c.points_cap,
    c.points,
    c.is_capped,
    c.people_count,
    c.note,
    c.area_code,
    named_area(a.area_name, c.area_code) as area_name,
    c.upload_id,
    c.source_sheet,
    c.source_row
from chosen_duties() as c
left join areas as a on c.area_code = a.area_code
order by c.happened_on, c.duty_id
