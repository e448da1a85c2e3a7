-- Every courtyard at its moment: the viewer's, but never later than the data date of its area.
-- One row per courtyard that an upload covers and that had opened by its moment; on closed_on it is open no more.
-- The data date is that of the activities, which figures and silence are about; else that of the register.
create or replace macro courtyard_clock() as table (
    with
    moments as (
        select
            c.*,
            d.data_at,
            least(getvariable('as_of'), d.data_at) as moment
        from courtyards as c
        cross join area_data_date(c.area_code, 'courtyard_activities', 'courtyards') as d
    )

    select
        *,
        closed_on is null or closed_on > moment as is_open,
        longitude is not null and latitude is not null as is_placed
    from moments
    where opened_on is null or opened_on <= moment
);
