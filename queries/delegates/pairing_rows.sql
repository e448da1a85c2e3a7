-- The pairings that are active at the moment or were due in the last whole month, and when each was last visited.
-- One row per pairing, those that were due and not visited first, then those longest without a visit.
select
    p.pairing_id,
    p.delegate_id,
    d.delegate_name,
    p.household_id,
    p.household_kind,
    p.area_code,
    named_area(a.area_name, p.area_code) as area_name,
    p.paired_on,
    p.ended_on,
    p.is_active,
    p.last_visit_on,
    date_diff('day', coalesce(p.last_visit_on, p.paired_on), cast(p.moment as date)) as days_since_visit,
    p.was_due,
    p.was_visited,
    p.is_due_now,
    p.visit_count,
    p.last_month,
    case $figure
        when 'pair_visited' then figure_part(p.was_due, p.was_visited)
        when 'pairs_due_now' then figure_part(p.is_active, p.is_due_now)
        else figure_part(p.is_active, true)
    end as part,
    p.upload_id,
    p.source_sheet,
    p.source_row
from pair_clock() as p
left join delegates as d on p.delegate_id = d.delegate_id
left join areas as a on p.area_code = a.area_code
where
    (p.is_active or p.was_due)
    and in_asked_area(p.area_code)
    and fits(p.delegate_id, $delegate_id)
order by not (p.was_due and not p.was_visited) asc, days_since_visit desc, p.pairing_id asc
