-- Every month of a venue's use with its venue, at its moment: the viewer's, but never later than the data date of its
-- area.
-- One row per venue and month that had begun by then.
create or replace macro visit_clock() as table (
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
    where u.month <= least(getvariable('as_of'), d.data_at)
);
