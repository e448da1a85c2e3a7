-- The needs of residents that were raised in the period by the moment, and whether a project meets them.
-- One row per need.
create or replace macro chosen_needs() as table (
    select *
    from need_clock()
    where in_asked_area(area_code) and in_asked_period(raised_on)
);
