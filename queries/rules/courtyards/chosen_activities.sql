-- The activities of courtyards that the filters of a page choose: those of a courtyard that has closed up to its end.
-- One row per activity.
create or replace macro chosen_activities(
    asked_as_of, asked_area_from, asked_area_to, asked_since, asked_until, asked_kind
) as table (
    select *
    from courtyard_activity_clock(asked_as_of)
    where
        area_code >= asked_area_from and area_code < asked_area_to
        and held_on >= asked_since and held_on < asked_until
        and (asked_kind is null or courtyard_kind = asked_kind)
        and not is_after_closing
);
