-- The courtyards that the filters of a page choose: those that stood at some time of the asked period.
-- One row per courtyard; closed on the first day of the period or before it stood no more.
-- One with an activity before the day of its opening stood from then on, so that no activity lacks its courtyard.
create or replace macro chosen_courtyards(
    asked_as_of, asked_area_from, asked_area_to, asked_since, asked_until, asked_kind
) as table (
    select *
    from courtyard_lives(asked_as_of)
    where
        area_code >= asked_area_from and area_code < asked_area_to
        and (opened_on is null or least(opened_on, first_held_on) < asked_until)
        and (closed_on is null or closed_on > asked_since)
        and (asked_kind is null or courtyard_kind = asked_kind)
);
