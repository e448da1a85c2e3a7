-- How groups of tickets fare: on time, with their callers, reopened; and the score that follows from the three rates.
-- One row per group. `judged`: the name of a CTE of the question that asks, rows of judged_tickets() with grouped_by.
-- Rates of what was dispatched, fell due and was first closed in the period, each by its own day.
create or replace macro ticket_rates(judged) as table (
    with
    -- Tickets of which the same is known are counted together first: there are a few hundred kinds of them.
    kinds as (
        select
            grouped_by,
            is_dispatched_then,
            is_due_then,
            is_closed_then,
            outcome,
            close_at is not null as is_finished,
            call_back_at is not null as is_called_back,
            is_overdue,
            close_state,
            report_state,
            touch_state,
            satisfaction,
            is_valid,
            caller_contacted,
            caller_solved,
            is_caller_contacted_recorded,
            is_caller_solved_recorded,
            reopened_count >= 1 as is_opened_again,
            count(*) as kind_count
        from query_table(judged)
        group by all
    ),

    facts as (
        select
            *,
            is_accepted(outcome) as was_accepted
        from kinds
    ),

    counts as (
        select
            grouped_by,
            total(if(is_dispatched_then, kind_count, 0)) as ticket_count,
            total(if(is_dispatched_then and was_accepted, kind_count, 0)) as accepted_count,
            total(if(is_dispatched_then and was_accepted and is_finished, kind_count, 0)) as closed_count,
            total(if(is_dispatched_then and is_overdue, kind_count, 0)) as overdue_ticket_count,
            total(if(is_dispatched_then and outcome = '重复', kind_count, 0)) as repeated_count,
            total(if(is_due_then, kind_count, 0)) as due_count,
            total(if(is_due_then and close_state = 'on_time', kind_count, 0)) as in_time_count,
            total(if(is_dispatched_then and report_state = 'on_time', kind_count, 0)) as report_on_time_count,
            total(if(is_dispatched_then and is_counted(report_state), kind_count, 0)) as report_counted_count,
            total(if(is_dispatched_then and is_finished, kind_count, 0)) as finished_count,
            total(if(is_dispatched_then and is_finished and is_called_back, kind_count, 0)) as called_back_count,
            total(if(is_dispatched_then and is_answered(satisfaction), kind_count, 0)) as answered_count,
            total(if(is_dispatched_then and is_satisfied(satisfaction), kind_count, 0)) as satisfied_count,
            total(if(is_dispatched_then and satisfaction = '非常满意', kind_count, 0)) as very_satisfied_count,
            total(if(is_dispatched_then and satisfaction = '满意', kind_count, 0)) as plainly_satisfied_count,
            total(if(is_dispatched_then and satisfaction = '基本满意', kind_count, 0)) as barely_satisfied_count,
            total(if(is_dispatched_then and satisfaction = '不满意', kind_count, 0)) as dissatisfied_count,
            total(if(is_dispatched_then and satisfaction = '非常不满意', kind_count, 0)) as very_dissatisfied_count,
            total(if(is_dispatched_then and satisfaction = '未接通', kind_count, 0)) as reached_not_count,
            total(if(is_dispatched_then and is_valid, kind_count, 0)) as valid_count,
            total(
                if(is_dispatched_then and is_valid and caller_contacted is not null, kind_count, 0)
            ) as asked_contacted_count,
            total(if(is_dispatched_then and is_valid and caller_contacted, kind_count, 0)) as contacted_count,
            total(
                if(is_dispatched_then and is_valid and caller_solved is not null, kind_count, 0)
            ) as asked_solved_count,
            total(if(is_dispatched_then and is_valid and caller_solved = '已解决', kind_count, 0)) as solved_count,
            total(
                if(is_dispatched_then and is_valid and caller_solved = '部分解决', kind_count, 0)
            ) as partly_solved_count,
            total(if(is_dispatched_then and is_caller_contacted_recorded, kind_count, 0)) as contacted_recorded_count,
            total(if(is_dispatched_then and is_caller_solved_recorded, kind_count, 0)) as solved_recorded_count,
            total(if(is_dispatched_then and touch_state = 'on_time', kind_count, 0)) as touched_in_time_count,
            total(if(is_dispatched_then and is_counted(touch_state), kind_count, 0)) as touch_counted_count,
            total(
                if(is_dispatched_then and was_accepted and is_finished and outcome is not null, kind_count, 0)
            ) as reported_outcome_count,
            total(if(is_dispatched_then and is_finished and outcome = '已解决', kind_count, 0)) as reported_solved_count,
            total(if(is_closed_then and is_opened_again is not null, kind_count, 0)) as known_reopened_count,
            total(if(is_closed_then and is_opened_again, kind_count, 0)) as reopened_ticket_count
        from facts
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
