-- The weights of the three rates in the year in which the asked period ends, or the data of the asked area do.
-- One row, its weights null where nobody has uploaded that year's. A part that is solved counts as partly_share of a
-- solution; without one it counts as none.
create or replace macro asked_rate_weights() as table (
    with
    years as (
        select
            -- least() passes over a null: without any ticket there is no year
            if(max(data_at) is null, null, year(least(
                cast(getvariable('until') as timestamp) - interval 1 day, getvariable('as_of'), max(data_at)
            ))) as year
        from tickets
        where in_asked_area(area_code)
    )

    select
        y.year,
        max(w.weight) filter (where w.rate = '响应率') as contacted_weight,
        max(w.weight) filter (where w.rate = '解决率') as solved_weight,
        max(w.weight) filter (where w.rate = '满意率') as satisfied_weight,
        max(w.weight) filter (where w.rate = '部分解决') / 100 as partly_share,
        any_value(w.basis order by w.rate <> '响应率', w.rate) as weights_basis
    from years as y
    left join rate_weights as w on y.year = w.year
    group by y.year
);
