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

    level as (
        select
            if(getvariable('area_to') = ':', first_code, getvariable('area_from')) as inner_code,
            asked_digits(first_code, last_code) as digits
        from bounds
    )

    select
        l.digits,
        area_at(l.inner_code, l.digits) as area_code,
        p.population
    from level as l
    left join area_populations() as p on area_at(l.inner_code, l.digits) = p.area_code
);
