-- Every station at its moment: the viewer's, but never later than the data date of its area.
-- One row per station that an upload covers and that has not been withdrawn; stale_days are whole days since its
-- update. An update that is not recorded, or later than the moment, tells nothing: neither stale nor fresh, but null.
create or replace macro station_clock() as table (
    with
    moments as (
        select
            s.*,
            d.data_at,
            least(getvariable('as_of'), d.data_at) as moment
        from stations as s
        inner join station_data_dates('stations') as d on s.area_code = d.area_code
        where s.status <> '撤销'
    )

    select
        *,
        status = '暂停' as is_suspended,
        if(updated_at <= moment, date_sub('day', updated_at, moment), null) as stale_days,
        if(updated_at <= moment, updated_at < moment - stale_after(), null) as is_stale
    from moments
);
