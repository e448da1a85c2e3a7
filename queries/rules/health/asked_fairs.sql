-- The fairs of the area and kind that a page asks for, whenever they were held.
-- One row per fair.
create or replace macro asked_fairs() as table (
    select *
    from fair_clock()
    where in_asked_area(area_code) and fits(fair_kind, getvariable('fair_kind'))
);
