-- The services that the filters of a page choose: those of its period that were held by the moment.
-- One row per service.
create or replace macro chosen_services() as table (
    select *
    from asked_services()
    where in_asked_period(held_on) and held_on <= moment
);
