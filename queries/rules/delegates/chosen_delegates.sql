-- The delegates that the filters of a page choose.
-- One row per delegate.
create or replace macro chosen_delegates() as table (
    select *
    from delegates
    where in_asked_area(area_code) and fits(delegate_id, getvariable('delegate_id'))
);
