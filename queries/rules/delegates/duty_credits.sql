-- Every duty done by its moment, with the points that it still earned: the yearly cap of its kind holds once, for the
-- running total of the year, so what months and quarters add up to is what counted.
-- One row per duty of a delegate; points is null where no standard names its kind. The standard of a year is that of
-- the smallest area around the delegate that has one, and holds whole.
create or replace macro duty_credits() as table (
    with
    known as (
        select
            u.*,
            d.delegate_name,
            d.area_code,
            d.unit,
            year(u.happened_on) as year,
            a.data_at,
            least(getvariable('as_of'), a.data_at) as moment
        from duties as u
        inner join delegates as d on u.delegate_id = d.delegate_id
        cross join area_data_date(d.area_code, 'duties') as a
        where u.happened_on <= getvariable('as_of') and u.happened_on <= a.data_at
    ),

    standards as (
        select
            k.area_code,
            k.year,
            max(area_digits(p.area_code)) as digits
        from (select distinct area_code, year from known) as k
        inner join (select distinct area_code, year from duty_points) as p
            on k.year = p.year and p.area_code = area_at(k.area_code, area_digits(p.area_code))
        group by k.area_code, k.year
    ),

    ranked as (
        select
            k.*,
            p.points_each,
            p.points_cap,
            row_number() over (
                partition by k.delegate_id, k.year, k.duty_kind order by k.happened_on, k.duty_id
            ) as nth
        from known as k
        left join standards as s on k.area_code = s.area_code and k.year = s.year
        left join duty_points as p
            on
                area_at(k.area_code, s.digits) = p.area_code
                and k.year = p.year
                and k.duty_kind = p.duty_kind
    )

    select
        *,
        least(points_cap, nth * points_each) - least(points_cap, (nth - 1) * points_each) as points,
        points_each is not null and nth * points_each > points_cap as is_capped
    from ranked
);
