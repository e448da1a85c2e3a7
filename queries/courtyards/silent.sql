-- The open courtyards in which nothing was held during the last days before their moment.
-- One row per courtyard, the longest silent first; silent_days since the last activity, else since the opening.
-- activity_count is of its whole life, not of a period; where neither date is known its silence has no length.
select
    c.courtyard_id,
    c.courtyard_name,
    c.courtyard_kind,
    c.area_code,
    named_area(a.area_name, c.area_code) as area_name,
    named_area(a.area_path, c.area_code) as area_path,
    c.opened_on,
    c.last_held_on,
    c.silent_days,
    c.life_activity_count as activity_count,
    c.moment,
    c.upload_id,
    c.source_sheet,
    c.source_row
from chosen_courtyards() as c
left join areas as a on c.area_code = a.area_code
where is_silent(c.is_open, c.silent_days, $silent_days)
order by c.silent_days desc nulls first, c.courtyard_id asc
