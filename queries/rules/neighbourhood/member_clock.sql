-- Every member of the alliance at its moment: the viewer's, but never later than the data date of its area.
-- One row per member that had joined by then.
create or replace macro member_clock() as table (
    select
        m.*,
        d.data_at,
        least(getvariable('as_of'), d.data_at) as moment,
        m.left_on is null or m.left_on > least(getvariable('as_of'), d.data_at) as is_member
    from alliance_members as m
    cross join area_data_date(m.area_code, 'alliance_members') as d
    where m.joined_on <= least(getvariable('as_of'), d.data_at)
);
