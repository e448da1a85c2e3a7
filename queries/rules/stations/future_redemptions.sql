-- The redemptions that filters choose but no figure counts: made after the data date of their merchant's area.
-- One row per redemption.
create or replace macro future_redemptions(
    asked_as_of, asked_area_from, asked_area_to, asked_since, asked_until, asked_kind
) as table (
    select * exclude (is_future)
    from redemption_clock(asked_as_of)
    where
        is_future
        and area_code >= asked_area_from and area_code < asked_area_to
        and redeemed_at >= asked_since and redeemed_at < asked_until
        and (asked_kind is null or kind = asked_kind)
);
