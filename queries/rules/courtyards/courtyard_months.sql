-- The months of the chosen activities: from that of the first activity of any kind, or of the period's beginning,
-- to that of the newest moment, or of the period's end.
-- One row per month, also where nothing was held, since a month of silence is a figure too.
create or replace macro courtyard_months(asked_activity) as table (
    with
    span as (
        select
            -- greatest() ignores nulls: without an activity there is no month at all
            date_trunc(
                'month',
                if(min(held_on) is null, null, greatest(cast(min(held_on) as timestamp), getvariable('since')))
            ) as first_at,
            least(max(moment), cast(getvariable('until') as timestamp) - interval 1 day) as last_at,
            min(moment) as oldest_at,
            bool_or(activity_kind = asked_activity) as has_asked
        from courtyard_activity_clock()
        where
            not is_after_closing
            and in_asked_area(area_code)
            and held_on < getvariable('until')
            and fits(courtyard_kind, getvariable('courtyard_kind'))
    )

    select
        m.month,
        m.is_complete
    from span as s
    cross join months_between(s.first_at, s.last_at, s.oldest_at) as m
    where asked_activity is null or s.has_asked
);
