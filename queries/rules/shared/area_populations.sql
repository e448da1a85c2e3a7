-- How many residents an area has: its own figure, else the sum of the areas one level below; never both.
-- One row per area. A sum stands only where all the areas listed below have a figure: of a part no rate is taken.
create or replace macro area_populations() as table (
    with
    sums as (
        select
            parent_code as area_code,
            if(count(*) = count(population), cast(sum(population) as bigint), null) as population
        from areas
        where parent_code is not null
        group by parent_code
    )

    select
        coalesce(a.area_code, s.area_code) as area_code,
        coalesce(a.population, s.population) as population
    from areas as a
    full outer join sums as s on a.area_code = s.area_code
);
