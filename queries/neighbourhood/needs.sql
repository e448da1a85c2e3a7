-- What residents asked for in the period, by field, and how much of it a project meets.
-- One row per field, the most unmet first.
select
    field,
    count(*) as need_count,
    count(*) filter (where is_met) as met_need_count,
    count(*) filter (where not is_met) as unmet_need_count,
    share(count(*) filter (where is_met), count(*)) as met_share
from chosen_needs()
group by field
order by unmet_need_count desc, need_count desc, field asc
