-- How many of the suggestions submitted in the period reached each stage, and how their replies stand.
-- One row per stage; states only where the limit is of it. Stages may be skipped, so counts need not fall.
with
chosen as (
    select *
    from chosen_suggestions()
),

stages as (
    select
        1 as stage_order,
        'submit' as stage,
        count(*) as suggestion_count
    from chosen
    union all
    select
        2 as stage_order,
        'assign' as stage,
        count(assigned_at) as suggestion_count
    from chosen
    union all
    select
        3 as stage_order,
        'reply' as stage,
        count(replied_at) as suggestion_count
    from chosen
    union all
    select
        4 as stage_order,
        'evaluate' as stage,
        count(evaluated_at) as suggestion_count
    from chosen
),

states as (
    select
        count(*) filter (where reply_state = 'on_time') as on_time_count,
        count(*) filter (where reply_state = 'late') as late_count,
        count(*) filter (where reply_state = 'waiting') as waiting_count,
        count(*) filter (where reply_state = 'overdue') as overdue_count,
        count(*) filter (where reply_state = 'unrecorded') as unrecorded_count,
        count(*) filter (where reply_state = 'not_applicable') as not_applicable_count,
        count(*) filter (where reply_state = 'fault') as fault_count
    from chosen
)

select
    n.stage,
    n.suggestion_count,
    share(n.suggestion_count, first_value(n.suggestion_count) over (order by n.stage_order)) as first_share,
    share(n.suggestion_count, lag(n.suggestion_count) over (order by n.stage_order)) as previous_share,
    s.on_time_count,
    s.late_count,
    s.waiting_count,
    s.overdue_count,
    s.unrecorded_count,
    s.not_applicable_count,
    s.fault_count
from stages as n
left join states as s on n.stage = 'reply'
order by n.stage_order
