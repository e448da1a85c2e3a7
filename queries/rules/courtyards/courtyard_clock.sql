-- Every courtyard at its moment: the viewer's, but never later than the data date of its area.
-- One row per courtyard that an upload covers and that had opened by its moment; on closed_on it is open no more.
-- The data date is that of the activities, which figures and silence are about; else that of the register.
create or replace macro courtyard_clock() as table (
    with
    live as (
        select
            dataset,
            area_from,
            area_to,
            as_of
        from coverage
        where not is_undone and dataset in ('courtyards', 'courtyard_activities')
    ),

    area_dates as (
        select
            a.area_code,
            coalesce(max(l.as_of) filter (where l.dataset = 'courtyard_activities'), max(l.as_of)) as data_at
        from (select distinct area_code from courtyards) as a
        inner join live as l on a.area_code >= l.area_from and a.area_code < l.area_to
        group by a.area_code
    ),

    moments as (
        select
            c.*,
            d.data_at,
            least(getvariable('as_of'), d.data_at) as moment
        from courtyards as c
        inner join area_dates as d on c.area_code = d.area_code
    )

    select
        *,
        closed_on is null or closed_on > moment as is_open,
        longitude is not null and latitude is not null as is_placed
    from moments
    where opened_on is null or opened_on <= moment
);
