-- What was done of each kind in the period, and the points of it that counted.
-- One row per kind, those done most often first.
select
    duty_kind,
    count(*) as duty_count,
    count(distinct delegate_id) as active_delegate_count,
    coalesce(sum(points), 0) as points,
    count(*) filter (where is_capped) as capped_count,
    count(*) filter (where points is null) as unscored_count
from chosen_duties()
group by duty_kind
order by duty_count desc, duty_kind asc
