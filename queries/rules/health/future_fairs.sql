-- The fairs that filters choose but no figure counts: held after the data date of their area.
-- One row per fair.
create or replace macro future_fairs() as table (
    select *
    from reported_fairs()
    where
        in_asked_area(area_code)
        and in_asked_period(held_on)
        and fits(fair_kind, getvariable('fair_kind'))
        and held_on <= getvariable('as_of')
        and held_on > data_at
);
