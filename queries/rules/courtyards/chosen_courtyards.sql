-- The courtyards that the filters of a page choose: those that stood at some time of the asked period.
-- One row per courtyard; closed on the first day of the period or before it stood no more.
-- One with an activity before the day of its opening stood from then on, so that no activity lacks its courtyard.
create or replace macro chosen_courtyards() as table (
    select *
    from courtyard_lives()
    where
        in_asked_area(area_code)
        and (opened_on is null or least(opened_on, first_held_on) < getvariable('until'))
        and (closed_on is null or closed_on > getvariable('since'))
        and fits(courtyard_kind, getvariable('courtyard_kind'))
);
