-- The 民情恳谈日 of the period, with the tickets that came of them.
-- One row per talk, the newest first.
with
came as (
    select
        talk_id,
        count(*) as ticket_count,
        count(*) filter (where is_accepted) as accepted_count,
        count(*) filter (where is_closed) as closed_count
    from talk_tickets()
    group by talk_id
)

select
    t.talk_id,
    t.held_on,
    t.delegate_id,
    d.delegate_name,
    t.area_code,
    named_area(a.area_name, t.area_code) as area_name,
    t.place,
    t.people_count,
    t.request_count,
    coalesce(c.ticket_count, 0) as ticket_count,
    coalesce(c.accepted_count, 0) as accepted_count,
    coalesce(c.closed_count, 0) as closed_count,
    t.upload_id,
    t.source_sheet,
    t.source_row
from chosen_talks() as t
left join came as c on t.talk_id = c.talk_id
left join delegates as d on t.delegate_id = d.delegate_id
left join areas as a on t.area_code = a.area_code
order by t.held_on desc, t.talk_id asc
