-- What the rates are with and without the tickets that were excluded or deferred, and by the limits before extensions.
-- One row per way of counting: all, without_excluded, without_deferred, without_both, original_limits.
with
judged as (
    select
        *,
        coalesce(is_excluded, false) as was_excluded,
        deferred_until is not null as was_deferred,
        extended_limit(
            original_limit_at, pauses, dispatched_at, coalesce(judged_close_at, close_at, moment)
        ) as original_due_at,
        step_state(
            dispatched_at, judged_close_at, least(first_closed_at, closed_at), original_limit_at,
            is_close_recorded and is_due_recorded, is_over, pauses, moment
        ) as original_state
    from asked_tickets()
),

ways as (
    select
        unnest(['all', 'without_excluded', 'without_deferred', 'without_both', 'original_limits']) as way,
        unnest([1, 2, 3, 4, 5]) as way_order
),

counted as (
    select
        w.way,
        w.way_order,
        j.satisfaction,
        in_asked_period(j.dispatched_at) as is_dispatched_then,
        if(w.way = 'original_limits', j.original_state, j.close_state) as state,
        coalesce(
            in_asked_period(if(w.way = 'original_limits', j.original_due_at, j.close_due_at))
            and is_due(
                j.outcome,
                if(w.way = 'original_limits', j.original_state, j.close_state),
                if(w.way = 'original_limits', j.original_due_at, j.close_due_at),
                j.moment
            ),
            false
        ) as is_due_then
    from ways as w
    left join judged as j
        on
            not (w.way in ('without_excluded', 'without_both') and j.was_excluded)
            and not (w.way in ('without_deferred', 'without_both') and j.was_deferred)
)

select
    way,
    count(*) filter (where is_due_then) as due_count,
    count(*) filter (where is_due_then and state = 'on_time') as in_time_count,
    share(
        count(*) filter (where is_due_then and state = 'on_time'), count(*) filter (where is_due_then)
    ) as in_time_share,
    count(*) filter (where is_dispatched_then and is_answered(satisfaction)) as answered_count,
    count(*) filter (where is_dispatched_then and is_satisfied(satisfaction)) as satisfied_count,
    share(
        count(*) filter (where is_dispatched_then and is_satisfied(satisfaction)),
        count(*) filter (where is_dispatched_then and is_answered(satisfaction))
    ) as satisfied_share
from counted
group by way, way_order
order by way_order
