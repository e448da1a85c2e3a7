-- The talks that filters choose but no figure counts: held after the data date of their area's file.
-- One row per talk.
create or replace macro future_talks() as table (
    select t.*
    from talk_days as t
    left join talk_clock() as k on t.talk_id = k.talk_id
    where
        k.talk_id is null
        and in_asked_area(t.area_code)
        and in_asked_period(t.held_on)
        and t.held_on <= getvariable('as_of')
        and fits(t.delegate_id, getvariable('delegate_id'))
);
