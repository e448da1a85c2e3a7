-- What followed from the appraisal: awards, promotions, talks and trainings of each group.
-- One row per group and kind of outcome, in the order of the loop.
select
    unit_group,
    outcome_kind,
    count(*) as outcome_count,
    count(distinct person_id) as person_count,
    count(distinct unit_id) as unit_count
from chosen_outcomes()
group by unit_group, outcome_kind
order by unit_group, outcome_order(outcome_kind)
