-- The fairs that filters choose but no figure counts: held after the data date of their area.
-- One row per fair.
create or replace macro future_fairs() as table (
    select f.*
    from health_fairs as f
    cross join area_data_date(f.area_code, 'health_fairs') as d
    where
        in_asked_area(f.area_code)
        and in_asked_period(f.held_on)
        and fits(f.fair_kind, getvariable('fair_kind'))
        and f.held_on <= getvariable('as_of') and f.held_on > d.data_at
);
