-- The figures of the page of outcomes: how many were honoured, talked to and trained, and how far the lists are.
-- One row per question, also where nothing was chosen.
with
outcomes as (
    select
        count(*) filter (where is_award(outcome_kind)) as award_count,
        count(*) filter (where outcome_kind = '约谈提醒') as talk_count,
        count(*) filter (where outcome_kind = '靶向式专题培训') as training_count,
        count(*) filter (where outcome_kind = '二次约谈') as second_talk_count
    from chosen_outcomes()
),

twice_counts as (
    select
        count(distinct unit_id) as talked_twice_unit_count,
        count(distinct person_id) as talked_twice_person_count
    from talked_twice()
),

items as (
    select
        count(*) as item_count,
        count(*) filter (where done_on is null) as open_count,
        count(*) filter (where state = 'overdue') as overdue_count,
        count(*) filter (where state = 'on_time') as closed_on_time_count,
        count(*) filter (where is_counted(state)) as counted_count,
        count(*) filter (where state = 'waiting') as waiting_count,
        count(*) filter (where is_looked_back) as looked_back_count,
        count(*) filter (where look_back_result = '整改到位') as effective_count,
        count(*) filter (where is_looked_back and look_back_result is not null) as look_back_known_count
    from chosen_rectifications()
)

select
    o.award_count,
    o.talk_count,
    o.training_count,
    i.item_count,
    i.open_count,
    i.overdue_count,
    i.closed_on_time_count,
    i.closed_on_time_count as closed_share_numerator,
    i.counted_count as closed_share_denominator,
    share(i.closed_on_time_count, i.counted_count) as closed_share,
    i.waiting_count,
    i.looked_back_count,
    i.effective_count,
    i.look_back_known_count,
    o.second_talk_count,
    t.talked_twice_unit_count,
    t.talked_twice_person_count
from outcomes as o
cross join items as i
cross join twice_counts as t
