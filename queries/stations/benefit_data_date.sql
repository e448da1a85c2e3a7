-- Which uploads the chosen redemptions come from, and up to when those are complete.
-- One row per question, also where there is nothing.
-- data_line reads used_rows by its name.
with
used_rows as (  -- noqa: ST03
    select
        upload_id,
        data_at,
        cast(redeemed_at as date) as first_on,
        cast(redeemed_at as date) as last_on,
        true as is_counted,
        false as is_future
    from chosen_redemptions($merchant_kind)
    union all
    select
        upload_id,
        data_at,
        cast(redeemed_at as date) as first_on,
        cast(redeemed_at as date) as last_on,
        false as is_counted,
        true as is_future
    from future_redemptions($merchant_kind)
)

select * from data_line('used_rows')
