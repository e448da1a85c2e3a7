-- The months of the chosen activities: from that of the first activity of any kind, or of the period's beginning,
-- to that of the newest moment, or of the period's end.
-- One row per month, also where nothing was held, since a month of silence is a figure too.
create or replace macro courtyard_months(
    asked_as_of, asked_area_from, asked_area_to, asked_since, asked_until, asked_kind, asked_activity
) as table (
    with
    span as (
        select
            -- greatest() ignores nulls: without an activity there is no month at all
            date_trunc(
                'month',
                if(min(held_on) is null, null, greatest(cast(min(held_on) as timestamp), asked_since))
            ) as first_at,
            least(max(moment), asked_until - interval 1 day) as last_at,
            min(moment) as oldest_at
        from
            chosen_activities(
                asked_as_of, asked_area_from, asked_area_to, timestamp '0001-01-01', asked_until, asked_kind
            )
        having asked_activity is null or bool_or(activity_kind = asked_activity)
    )

    select
        m.month,
        m.is_complete
    from span as s
    cross join months_between(s.first_at, s.last_at, s.oldest_at, asked_since, asked_until) as m
);
