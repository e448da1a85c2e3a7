-- The months of the chosen activities: from that of the first activity of any kind, or of the period's beginning,
-- to that of the newest moment, or of the period's end.
-- One row per month, also where nothing was held, since a month of silence is a figure too.
create or replace macro courtyard_months() as table (
    with
    span as (
        select
            min(held_on) as first_on,
            max(moment) as newest_at,
            min(moment) as oldest_at
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
    cross join asked_months(s.first_on, s.newest_at, s.oldest_at) as m
);
