-- The persons whose grades a page shows: of the asked year or the latest, or of the one before it that has grades,
-- for those are given once a year is over.
-- One row per person of that year; where no year has grades, of the asked or latest one, all without.
create or replace macro graded_people() as table (
    with
    years as (
        select
            max(year) filter (where grade is not null) as graded_year,
            max(year) as latest_year
        from people_of_units()
        where year <= coalesce(getvariable('year'), year)
    )

    select p.*
    from people_of_units() as p
    inner join years as y on p.year = coalesce(y.graded_year, getvariable('year'), y.latest_year)
);
