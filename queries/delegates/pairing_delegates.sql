-- 1+N: how many households each delegate looks after, and how many were and are to be visited.
-- One row per delegate who has an active pairing or had one due, in the order of names.
select
    p.delegate_id,
    d.delegate_name,
    count(*) filter (where p.is_active) as pair_count,
    count(*) filter (where p.was_due) as due_count,
    count(*) filter (where p.was_due and p.was_visited) as visited_count,
    count(*) filter (where p.was_due and not p.was_visited) as missed_count,
    count(*) filter (where p.is_due_now) as due_now_count
from pair_clock() as p
left join delegates as d on p.delegate_id = d.delegate_id
where
    (p.is_active or p.was_due)
    and in_asked_area(p.area_code)
    and fits(p.delegate_id, $delegate_id)
group by p.delegate_id, d.delegate_name
order by d.delegate_name nulls last, p.delegate_id
