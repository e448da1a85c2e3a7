-- Who had joined the alliance in the asked area by the moment, and whether they still belong to it then.
-- One row per member; on left_on a member belongs to it no more.
create or replace macro asked_members() as table (
    select
        m.*,
        d.data_at,
        least(getvariable('as_of'), d.data_at) as moment,
        m.left_on is null or m.left_on > least(getvariable('as_of'), d.data_at) as is_member
    from alliance_members as m
    cross join area_data_date(m.area_code, 'alliance_members') as d
    where in_asked_area(m.area_code) and m.joined_on <= least(getvariable('as_of'), d.data_at)
);
