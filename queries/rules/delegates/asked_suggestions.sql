-- The suggestions that the filters of a page choose but for its period, at the viewer's moment.
-- One row per suggestion.
create or replace macro asked_suggestions() as table (
    select *
    from suggestion_clock()
    where
        in_asked_area(area_code)
        and fits(delegate_id, getvariable('delegate_id'))
        and fits(level, getvariable('suggestion_level'))
        and fits(host_unit, getvariable('host_unit'))
);
