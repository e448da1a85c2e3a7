-- Every merchant at its moment, with whether it gives discounts then: in force and joined by that day.
-- One row per merchant that an upload covers; one without a day of joining is taken to have joined long ago.
create or replace macro merchant_clock() as table (
    with
    moments as (
        select
            m.*,
            d.data_at,
            least(getvariable('as_of'), d.data_at) as moment
        from merchants as m
        cross join area_data_date(m.area_code, 'merchants') as d
    )

    select
        *,
        status = '有效' and (joined_on is null or joined_on <= moment) as is_active,
        longitude is not null and latitude is not null as is_placed
    from moments
);
