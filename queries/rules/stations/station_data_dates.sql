-- Up to when one dataset about stations is complete in each area: the latest of the uploads that cover it.
-- One row per area that has stations, merchants or workers and is covered.
create or replace macro station_data_dates(asked_dataset) as table (
    with
    codes as (
        select area_code from stations
        union
        select area_code from merchants
        union
        select area_code from workers
    )

    select
        a.area_code,
        max(c.as_of) as data_at
    from codes as a
    inner join coverage as c on a.area_code >= c.area_from and a.area_code < c.area_to
    where c.dataset = asked_dataset and not c.is_undone
    group by a.area_code
);
