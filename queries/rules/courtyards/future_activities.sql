-- The activities of courtyards that filters choose but no figure counts: held after the data date of their area.
-- One row per activity.
create or replace macro future_activities() as table (
    select a.*
    from courtyard_activities as a
    inner join courtyard_clock() as c on a.courtyard_id = c.courtyard_id
    where
        in_asked_area(c.area_code)
        and in_asked_period(a.held_on)
        and fits(c.courtyard_kind, getvariable('courtyard_kind'))
        and a.held_on <= getvariable('as_of') and a.held_on > c.data_at
);
