-- The months of use behind a figure, and whether they lie before or after the renovation of their venue.
-- One row per venue and month, the newest first; of the asked venue, else of all.
with
compared as (
    select venue_id
    from chosen_visits()
    where has_hours
    group by venue_id
    having count(*) filter (where phase = 'before') > 0 and count(*) filter (where phase = 'after') > 0
)

select
    v.venue_id,
    v.venue_name,
    v.month,
    v.area_code,
    named_area(a.area_name, v.area_code) as area_name,
    v.visit_count,
    v.open_hours,
    v.phase,
    case $figure
        when 'venue_visits_per_hour'
            then figure_part(c.venue_id is not null and v.has_hours and v.phase <> 'renovating', true)
        when 'venue_trend' then figure_part(v.has_hours, true)
        else 'met'
    end as part,
    v.upload_id,
    v.source_sheet,
    v.source_row
from chosen_visits() as v
left join compared as c on v.venue_id = c.venue_id
left join areas as a on v.area_code = a.area_code
where v.venue_id = coalesce($venue_id, v.venue_id)
order by v.month desc, v.venue_id asc
