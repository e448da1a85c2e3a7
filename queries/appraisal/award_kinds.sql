-- How many awards of each kind there were, over all groups.
-- One row per kind of award that was given, in the order of the loop.
select
    outcome_kind,
    count(*) as outcome_count,
    count(distinct person_id) as person_count,
    count(distinct unit_id) as unit_count
from chosen_outcomes()
where is_award(outcome_kind)
group by outcome_kind
order by outcome_order(outcome_kind)
