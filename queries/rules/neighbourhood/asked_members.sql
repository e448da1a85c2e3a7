-- Who had joined the alliance in the asked area by the moment, and whether they still belong to it then.
-- One row per member; on left_on a member belongs to it no more.
create or replace macro asked_members() as table (
    select *
    from member_clock()
    where in_asked_area(area_code)
);
