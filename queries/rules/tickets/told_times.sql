-- The chosen tickets with what may be asked of how they were written down.
-- One row per ticket: is_quick (closed within minutes), is_answer and is_good (of its call-back), and of the times that
-- people wrote down (no dispatch, which a system writes) time_count and full_hour_count.
create or replace macro told_times() as table (
    with
    told as (
        select
            *,
            list_filter(
                [claim_at, contacted_at, surveyed_at, report_at, close_at, call_back_at],
                lambda one: one is not null and one <= moment
            ) as times
        from chosen_tickets()
    )

    select
        * exclude (times),
        is_quick_closing(outcome, dispatched_at, first_close_at) as is_quick,
        is_answered(satisfaction) as is_answer,
        is_satisfied(satisfaction) as is_good,
        len(times) as time_count,
        len(list_filter(times, lambda one: is_full_hour(one))) as full_hour_count
    from told
);
