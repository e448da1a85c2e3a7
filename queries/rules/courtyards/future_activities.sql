-- The activities of courtyards that filters choose but no figure counts: held after the data date of their area.
-- One row per activity.
create or replace macro future_activities(
    asked_as_of, asked_area_from, asked_area_to, asked_since, asked_until, asked_kind
) as table (
    select a.*
    from courtyard_activities as a
    inner join courtyard_clock(asked_as_of) as c on a.courtyard_id = c.courtyard_id
    where
        c.area_code >= asked_area_from and c.area_code < asked_area_to
        and a.held_on >= asked_since and a.held_on < asked_until
        and (asked_kind is null or c.courtyard_kind = asked_kind)
        and a.held_on <= asked_as_of and a.held_on > c.data_at
);
