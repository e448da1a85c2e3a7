-- The points between which distances are measured: stations in operation, active merchants, areas with workers.
-- One row per point. Places are those of the asked area; stations are not cut by it, since people walk across borders.
create or replace macro station_points() as table (
    with
    worker_areas as (
        select
            area_code,
            count(distinct worker_id) as worker_count
        from worker_clock()
        where holds and in_asked_area(area_code)
        group by area_code
    ),

    points as (
        select
            'station' as point_kind,
            station_id as point_id,
            station_name as point_name,
            area_code,
            longitude,
            latitude,
            cast(null as bigint) as worker_count
        from station_clock()
        where not is_suspended
        union all by name
        select
            'merchant' as point_kind,
            merchant_id as point_id,
            merchant_name as point_name,
            area_code,
            longitude,
            latitude
        from merchant_clock()
        where is_active and in_asked_area(area_code)
        union all by name
        select
            'area' as point_kind,
            w.area_code as point_id,
            named_area(a.area_name, w.area_code) as point_name,
            w.area_code,
            a.longitude,
            a.latitude,
            w.worker_count
        from worker_areas as w
        left join areas as a on w.area_code = a.area_code
    )

    select
        p.point_kind,
        p.point_id,
        p.point_name,
        p.area_code,
        named_area(a.area_name, p.area_code) as area_name,
        p.longitude,
        p.latitude,
        p.worker_count
    from points as p
    left join areas as a on p.area_code = a.area_code
);
