-- The area that a page is about: the chosen one, or with none chosen the smallest that holds all rows about stations.
-- One row per question; its code is null where there is no row and none was chosen.
create or replace macro station_area() as table (
    with
    codes as (
        select area_code from stations
        union
        select area_code from merchants
        union
        select area_code from workers
    ),

    bounds as (
        select
            min(area_code) as first_code,
            max(area_code) as last_code
        from codes
    )

    select
        asked_digits(first_code, last_code) as digits,
        asked_area(first_code, last_code) as area_code
    from bounds
);
