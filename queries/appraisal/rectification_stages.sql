-- How far rectification has come: talk, list, look-back, second talk.
-- One row per stage; the states are those of the list, and talked_unit_share is of the units at the first stage.
with
talks as (
    select
        outcome_kind,
        count(*) as item_count,
        count(distinct unit_id) as unit_count,
        count(distinct person_id) as person_count
    from chosen_outcomes()
    where is_talk(outcome_kind)
    group by outcome_kind
),

lists as (
    select
        count(*) as item_count,
        count(distinct unit_id) as unit_count,
        count(distinct person_id) as person_count,
        count(*) filter (where state = 'on_time') as on_time_count,
        count(*) filter (where state = 'late') as late_count,
        count(*) filter (where state = 'overdue') as overdue_count,
        count(*) filter (where state = 'waiting') as waiting_count,
        count(*) filter (where is_counted(state)) as counted_count,
        count(*) filter (where is_looked_back) as looked_back_count,
        count(distinct unit_id) filter (where is_looked_back) as looked_back_unit_count,
        count(distinct person_id) filter (where is_looked_back) as looked_back_person_count,
        count(*) filter (where look_back_result = '整改到位') as effective_count,
        count(*) filter (where is_looked_back and look_back_result is not null) as look_back_known_count
    from chosen_rectifications()
),

stage_names as (
    select
        unnest([1, 2, 3, 4]) as stage_order,
        unnest(['talk', 'rectify', 'look_back', 'second_talk']) as stage,
        unnest(['约谈提醒', null, null, '二次约谈']) as outcome_kind
),

stages as (
    select
        n.stage_order,
        n.stage,
        case n.stage
            when 'rectify' then l.item_count
            when 'look_back' then l.looked_back_count
            else coalesce(t.item_count, 0)
        end as item_count,
        case n.stage
            when 'rectify' then l.unit_count
            when 'look_back' then l.looked_back_unit_count
            else coalesce(t.unit_count, 0)
        end as unit_count,
        case n.stage
            when 'rectify' then l.person_count
            when 'look_back' then l.looked_back_person_count
            else coalesce(t.person_count, 0)
        end as person_count,
        if(n.stage = 'rectify', l.on_time_count, null) as on_time_count,
        if(n.stage = 'rectify', l.late_count, null) as late_count,
        if(n.stage = 'rectify', l.overdue_count, null) as overdue_count,
        if(n.stage = 'rectify', l.waiting_count, null) as waiting_count,
        if(n.stage = 'rectify', l.counted_count, null) as counted_count,
        if(n.stage = 'look_back', l.effective_count, null) as effective_count,
        if(n.stage = 'look_back', l.look_back_known_count, null) as look_back_known_count,
        if(n.stage = 'look_back', l.looked_back_count - l.look_back_known_count, null) as look_back_unknown_count
    from stage_names as n
    cross join lists as l
    left join talks as t on n.outcome_kind = t.outcome_kind
)

select
    stage,
    item_count,
    unit_count,
    person_count,
    on_time_count,
    late_count,
    overdue_count,
    waiting_count,
    counted_count,
    effective_count,
    look_back_known_count,
    look_back_unknown_count,
    share(unit_count, first_value(unit_count) over (order by stage_order)) as talked_unit_share
from stages
order by stage_order
