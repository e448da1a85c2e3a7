-- The streets and towns for which fairs are reported, and how long ago the last fair of the chosen kind was held there,
-- in one of its communities too. A fair that is recorded above the streets reaches none of them.
-- One row per street; days_since and last_held_on are null where none was ever held.
create or replace macro fair_streets() as table (
    with
    streets as (
        select
            a.area_code,
            least(getvariable('as_of'), max(r.as_of)) as moment
        from areas as a
        inner join fair_reports() as r
            on left(a.area_code, 9) || ':' > r.area_from and a.area_code < r.area_to
        where a.level = '苏木乡镇街道' and in_asked_area(a.area_code)
        group by a.area_code
    ),

    lasts as (
        select
            area_at(area_code, 9) as area_code,
            max(held_on) as last_held_on,
            count(*) as life_fair_count
        from asked_fairs()
        group by area_at(area_code, 9)
    )

    select
        s.area_code,
        s.moment,
        l.last_held_on,
        coalesce(l.life_fair_count, 0) as life_fair_count,
        date_diff('day', l.last_held_on, cast(s.moment as date)) as days_since,
        coalesce(date_diff('day', l.last_held_on, cast(s.moment as date)) <= 90, false) as is_reached
    from streets as s
    left join lasts as l on s.area_code = l.area_code
);
