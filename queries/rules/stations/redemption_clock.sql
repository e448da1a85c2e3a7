-- Every redemption at its moment: that of its merchant's area, whatever became of the merchant.
-- One row per redemption, with what is needed of its merchant; one made after the moment is a future one.
create or replace macro redemption_clock() as table (
    with
    -- The join of a few areas comes first: otherwise redemptions would be compared with every area's date.
    homes as materialized (
        select
            m.merchant_id,
            m.merchant_name,
            m.kind,
            m.area_code,
            d.data_at,
            least(getvariable('as_of'), d.data_at) as moment
        from merchants as m
        cross join area_data_date(m.area_code, 'redemptions') as d
    )

    select
        r.*,
        h.* exclude (merchant_id),
        saved_yuan(r.amount_yuan, r.discount_yuan) as saved_yuan,
        r.redeemed_at > h.moment as is_future
    from redemptions as r
    inner join homes as h on r.merchant_id = h.merchant_id
    where r.redeemed_at <= getvariable('as_of')
);
