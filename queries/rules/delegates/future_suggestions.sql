-- The suggestions that filters choose but no figure counts: submitted after the data date of their area's file.
-- One row per suggestion.
create or replace macro future_suggestions() as table (
    select s.*
    from suggestions as s
    left join suggestion_clock() as k on s.suggestion_id = k.suggestion_id
    where
        k.suggestion_id is null
        and in_asked_area(s.area_code)
        and in_asked_period(s.submitted_on)
        and s.submitted_on <= getvariable('as_of')
        and fits(s.delegate_id, getvariable('delegate_id'))
        and fits(s.level, getvariable('suggestion_level'))
        and fits(s.host_unit, getvariable('host_unit'))
);
