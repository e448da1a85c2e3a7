-- The stations that the filters of a page choose: those of the area that have all the asked services.
-- One row per station.
create or replace macro chosen_stations(asked_as_of, asked_area_from, asked_area_to, asked_services) as table (
    select *
    from station_clock(asked_as_of)
    where
        area_code >= asked_area_from and area_code < asked_area_to
        and (asked_services is null or list_has_all(services, asked_services))
);
