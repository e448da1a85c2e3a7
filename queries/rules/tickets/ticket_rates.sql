-- How groups of tickets fare: on time, with their callers, reopened; and the score that follows from the three rates.
-- One row per group. `judged`: the name of a CTE of the question that asks, rows of judged_tickets() with grouped_by.
-- Rates of what was dispatched, fell due and was first closed in the period, each by its own day.
create or replace macro ticket_rates(judged) as table (
    with
    counts as (
        select
            grouped_by,
            count(*) filter (where is_dispatched_then) as ticket_count,
            count(*) filter (where is_dispatched_then and is_accepted(outcome)) as accepted_count,
            count(*) filter (
                where is_dispatched_then and is_accepted(outcome) and close_at is not null
            ) as closed_count,
            count(*) filter (where is_dispatched_then and is_overdue) as overdue_ticket_count,
            count(*) filter (where is_dispatched_then and outcome = '重复') as repeated_count,
            count(*) filter (where is_due_then) as due_count,
            count(*) filter (where is_due_then and close_state = 'on_time') as in_time_count,
            count(*) filter (where is_dispatched_then and report_state = 'on_time') as report_on_time_count,
            count(*) filter (where is_dispatched_then and is_counted(report_state)) as report_counted_count,
            count(*) filter (where is_dispatched_then and close_at is not null) as finished_count,
            count(*) filter (
                where is_dispatched_then and close_at is not null and call_back_at is not null
            ) as called_back_count,
            count(*) filter (where is_dispatched_then and is_answered(satisfaction)) as answered_count,
            count(*) filter (where is_dispatched_then and is_satisfied(satisfaction)) as satisfied_count,
            count(*) filter (where is_dispatched_then and satisfaction = '非常满意') as very_satisfied_count,
            count(*) filter (where is_dispatched_then and satisfaction = '满意') as plainly_satisfied_count,
            count(*) filter (where is_dispatched_then and satisfaction = '基本满意') as barely_satisfied_count,
            count(*) filter (where is_dispatched_then and satisfaction = '不满意') as dissatisfied_count,
            count(*) filter (where is_dispatched_then and satisfaction = '非常不满意') as very_dissatisfied_count,
            count(*) filter (where is_dispatched_then and satisfaction = '未接通') as reached_not_count,
            count(*) filter (where is_dispatched_then and is_valid) as valid_count,
            count(*) filter (
                where is_dispatched_then and is_valid and caller_contacted is not null
            ) as asked_contacted_count,
            count(*) filter (where is_dispatched_then and is_valid and caller_contacted) as contacted_count,
            count(*) filter (where is_dispatched_then and is_valid and caller_solved is not null) as asked_solved_count,
            count(*) filter (where is_dispatched_then and is_valid and caller_solved = '已解决') as solved_count,
            count(*) filter (where is_dispatched_then and is_valid and caller_solved = '部分解决') as partly_solved_count,
            count(*) filter (
                where is_dispatched_then and is_caller_contacted_recorded
            ) as contacted_recorded_count,
            count(*) filter (where is_dispatched_then and is_caller_solved_recorded) as solved_recorded_count,
            count(*) filter (where is_dispatched_then and touch_state = 'on_time') as touched_in_time_count,
            count(*) filter (where is_dispatched_then and is_counted(touch_state)) as touch_counted_count,
            count(*) filter (
                where is_dispatched_then and is_accepted(outcome) and close_at is not null and outcome is not null
            ) as reported_outcome_count,
            count(*) filter (
                where is_dispatched_then and close_at is not null and outcome = '已解决'
            ) as reported_solved_count,
            count(*) filter (where is_closed_then and reopened_count is not null) as known_reopened_count,
            count(*) filter (where is_closed_then and reopened_count >= 1) as reopened_ticket_count
        from query_table(judged)
        group by grouped_by
    ),

    shares as (
        select
            c.*,
            w.*,
            share(c.contacted_count, c.asked_contacted_count) as contacted_share,
            share(
                c.solved_count + c.partly_solved_count * coalesce(w.partly_share, 0), c.asked_solved_count
            ) as solved_share,
            share(c.satisfied_count, c.answered_count) as satisfied_share
        from counts as c
        cross join asked_rate_weights() as w
    )

    select
        *,
        share(repeated_count, ticket_count) as repeated_share,
        share(in_time_count, due_count) as in_time_share,
        share(report_on_time_count, report_counted_count) as report_on_time_share,
        share(called_back_count, finished_count) as called_back_share,
        wilson_low(satisfied_count, answered_count) as satisfied_low,
        wilson_high(satisfied_count, answered_count) as satisfied_high,
        very_satisfied_count + plainly_satisfied_count as firmly_satisfied_count,
        share(very_satisfied_count + plainly_satisfied_count, answered_count) as firmly_satisfied_share,
        share(satisfied_count, answered_count + reached_not_count) as cautious_share,
        share(touched_in_time_count, touch_counted_count) as touched_in_time_share,
        share(reported_solved_count, reported_outcome_count) as reported_solved_share,
        share(reopened_ticket_count, known_reopened_count) as reopened_share,
        -- of fewer than ten answers no rate is judged
        weighted_score(
            if(asked_contacted_count >= 10, contacted_share, null), contacted_weight,
            if(asked_solved_count >= 10, solved_share, null), solved_weight,
            if(answered_count >= 10, satisfied_share, null), satisfied_weight
        ) as rate_score
    from shares
);
