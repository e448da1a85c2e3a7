-- Which topics the targeted trainings had, the most frequent first.
-- One row per topic, also for trainings without one.
select
    topic,
    count(*) as training_count,
    count(distinct unit_id) as unit_count
from chosen_outcomes()
where outcome_kind = '靶向式专题培训'
group by topic
order by training_count desc, topic asc nulls last
