-- The merchants that the filters of a page choose: active ones that had joined before the end of the asked period.
-- One row per merchant.
create or replace macro chosen_merchants(asked_kind) as table (
    select *
    from merchant_clock()
    where
        is_active
        and in_asked_area(area_code)
        and (joined_on is null or joined_on < getvariable('until'))
        and fits(kind, asked_kind)
);
