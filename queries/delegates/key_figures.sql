-- The figures of a page's head: how many suggestions, how far they are, what fell due in the period, what is overdue.
-- One row per question, also where no suggestion was chosen. What is overdue or waits is asked of all times.
with
asked as (
    select
        *,
        in_asked_period(submitted_on) as is_submitted_then,
        in_asked_period(due_on) and is_reply_due(reply_state, due_on, moment) as is_due_then
    from asked_suggestions()
),

counts as (
    select
        count(*) filter (where is_submitted_then) as suggestion_count,
        count(*) filter (where is_submitted_then and source_kind = '党代表') as delegate_made_count,
        count(*) filter (where is_submitted_then and assigned_at is null) as unassigned_count,
        count(assigned_at) filter (where is_submitted_then) as assigned_count,
        count(*) filter (
            where is_submitted_then and assigned_at is not null and level is not null and suggestion_type = '推动解决类'
        ) as solving_count,
        count(replied_at) filter (where is_submitted_then) as replied_count,
        count(evaluated_at) filter (where is_submitted_then) as evaluated_count,
        count(evaluation) filter (where is_submitted_then) as judged_count,
        count(*) filter (where is_submitted_then and evaluation in ('满意', '基本满意')) as satisfied_count,
        count(*) filter (where is_submitted_then and result = '已落实') as settled_count,
        count(*) filter (where is_submitted_then and reply_state = 'waiting') as waiting_count,
        count(*) filter (where is_submitted_then and reply_state = 'overdue') as overdue_count,
        count(*) filter (where is_submitted_then and reply_state = 'fault') as fault_count,
        count(*) filter (where is_submitted_then and supervised_count > 0) as supervised_suggestion_count,
        total(if(is_submitted_then, supervised_count, null)) as supervised_count,
        count(*) filter (where is_submitted_then and supervised_count is null) as unknown_supervised_count,
        count(*) filter (where is_due_then) as due_count,
        count(*) filter (where is_due_then and reply_state = 'on_time') as due_on_time_count,
        count(*) filter (where is_due_then and reply_state = 'late') as due_late_count,
        count(*) filter (where is_due_then and reply_state = 'overdue') as due_overdue_count
    from asked
),

delegate_counts as (
    select count(*) as delegate_count
    from chosen_delegates()
),

futures as (
    select count(*) as future_count
    from future_suggestions()
)

select
    c.suggestion_count,
    c.delegate_made_count,
    c.unassigned_count,
    c.assigned_count,
    c.solving_count,
    c.replied_count,
    c.evaluated_count,
    c.judged_count,
    c.satisfied_count,
    c.settled_count,
    c.waiting_count,
    c.overdue_count,
    c.fault_count,
    c.supervised_suggestion_count,
    c.supervised_count,
    c.unknown_supervised_count,
    c.due_count,
    c.due_on_time_count,
    c.due_late_count,
    c.due_overdue_count,
    share(c.due_on_time_count, c.due_count) as due_on_time_share,
    wilson_low(c.due_on_time_count, c.due_count) as due_on_time_low,
    wilson_high(c.due_on_time_count, c.due_count) as due_on_time_high,
    share(c.satisfied_count, c.judged_count) as satisfied_share,
    d.delegate_count,
    f.future_count
from counts as c
cross join delegate_counts as d
cross join futures as f
