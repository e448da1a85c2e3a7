-- The merchants that the filters of a page choose: active ones that had joined before the end of the asked period.
-- One row per merchant.
create or replace macro chosen_merchants(
    asked_as_of, asked_area_from, asked_area_to, asked_until, asked_kind
) as table (
    select *
    from merchant_clock(asked_as_of)
    where
        is_active
        and area_code >= asked_area_from and area_code < asked_area_to
        and (joined_on is null or joined_on < asked_until)
        and (asked_kind is null or kind = asked_kind)
);
