-- The stations that the filters of a page choose: those of the area that have all the asked services.
-- One row per station.
create or replace macro chosen_stations(asked_services) as table (
    select *
    from station_clock()
    where
        in_asked_area(area_code)
        and (asked_services is null or list_has_all(services, asked_services))
);
