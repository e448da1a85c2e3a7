-- Every station at its moment: the viewer's, but never later than the data date of its area.
-- One row per station that an upload covers and that has not been withdrawn; known_at is its last update that can
-- have happened: null where none is recorded, or a later one than the moment.
create or replace macro station_clock() as table (
    with
    moments as (
        select
            s.*,
            d.data_at,
            least(getvariable('as_of'), d.data_at) as moment
        from stations as s
        cross join area_data_date(s.area_code, 'stations') as d
        where s.status <> '撤销'
    )

    select
        *,
        status = '暂停' as is_suspended,
        if(updated_at <= moment, updated_at, null) as known_at
    from moments
);
