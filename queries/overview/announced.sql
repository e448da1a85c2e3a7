-- What was announced of the asked area and of those below it, each with its own area and period.
-- One row per announced figure; the period is open where nobody wrote down from when or until when it counts.
select
    p.figure_id,
    p.system,
    p.area_code,
    coalesce(a.area_name, p.area_code) as area_name,
    p.since,
    p.until,
    p.measure,
    p.value,
    p.bound,
    p.source,
    p.published_on
from published_figures as p
left join areas as a on p.area_code = a.area_code
where in_asked_area(p.area_code)
order by p.area_code, p.figure_id
