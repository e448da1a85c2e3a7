-- The area that a page is about: the chosen one, or with none chosen the smallest that holds all courtyards.
-- One row per question; its code is null where there is no courtyard and none was chosen.
create or replace macro courtyard_area() as table (
    with
    bounds as (
        select
            min(area_code) as first_code,
            max(area_code) as last_code
        from courtyards
    ),

    area as (
        select
            asked_digits(first_code, last_code) as digits,
            asked_area(first_code, last_code) as area_code
        from bounds
    )

    select
        a.digits,
        a.area_code,
        p.population
    from area as a
    left join area_populations() as p on a.area_code = p.area_code
);
