-- The months of use of the venues of the asked area, of the period and up to the moment.
-- One row per venue and month. has_hours: visits an hour can be told.
create or replace macro chosen_visits() as table (
    select
        u.*,
        v.venue_name,
        v.area_code,
        v.renovated_on,
        d.data_at,
        least(getvariable('as_of'), d.data_at) as moment,
        venue_phase(u.month, v.renovated_on) as phase,
        coalesce(u.open_hours > 0, false) as has_hours
    from venue_visits as u
    inner join venues as v on u.venue_id = v.venue_id
    cross join area_data_date(v.area_code, 'venue_visits') as d
    where
        in_asked_area(v.area_code)
        and in_asked_period(u.month)
        and u.month <= least(getvariable('as_of'), d.data_at)
);
