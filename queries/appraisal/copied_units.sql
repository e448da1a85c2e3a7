-- How many of a unit's values equal those of the term before.
-- One row per chosen unit with values of both terms.
select
    unit_id,
    unit_name,
    unit_group,
    term,
    earlier_term,
    count(*) as both_count,
    count(*) filter (where is_equal) as equal_count,
    share(count(*) filter (where is_equal), count(*)) as equal_share,
    is_mostly_copied(count(*) filter (where is_equal), count(*)) as is_copied
from values_beside()
group by unit_id, unit_name, unit_group, term, earlier_term
order by unit_group, unit_id
