-- Every pairing at its moment, with its visits so far, and whether it was due and visited in the last whole month.
-- One row per pairing begun by its moment: the viewer's, but never later than the data date of the visits of its area,
-- or where nobody has uploaded any, of the pairings. A pairing is due in a month that it was there for from the first
-- day to the last; the last whole month is the one that was over at the moment.
create or replace macro pair_clock() as table (
    with
    known as (
        select
            p.*,
            d.data_at,
            least(getvariable('as_of'), d.data_at) as moment
        from pairings as p
        cross join area_data_date(p.area_code, 'visits', 'pairings') as d
        where p.paired_on <= getvariable('as_of') and p.paired_on <= d.data_at
    ),

    months as (
        select
            *,
            ended_on is null or ended_on > moment as is_active,
            -- the last second of a month is its end
            cast(date_trunc('month', moment + interval 1 second) as date) as this_month,
            cast(date_trunc('month', moment + interval 1 second) - interval 1 month as date) as last_month
        from known
    ),

    seen as (
        select
            m.pairing_id,
            count(*) as visit_count,
            max(v.visited_on) as last_visit_on,
            count(*) filter (where v.visited_on >= m.last_month and v.visited_on < m.this_month) as last_month_count,
            count(*) filter (where v.visited_on >= m.this_month) as this_month_count
        from months as m
        inner join visits as v on m.pairing_id = v.pairing_id and m.moment >= v.visited_on
        group by m.pairing_id
    )

    select
        m.*,
        coalesce(s.visit_count, 0) as visit_count,
        s.last_visit_on,
        m.paired_on <= m.last_month and (m.ended_on is null or m.ended_on >= m.this_month) as was_due,
        coalesce(s.last_month_count, 0) > 0 as was_visited,
        m.is_active and coalesce(s.this_month_count, 0) = 0 as is_due_now
    from months as m
    left join seen as s on m.pairing_id = s.pairing_id
);
