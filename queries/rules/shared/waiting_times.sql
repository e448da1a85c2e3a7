-- How long it takes until something happens, with what has not happened yet counted as far as it was followed
-- (Kaplan-Meier): how many it happened to, how many still wait, and after how long half and nine tenths are done.
-- One row per series. `followed`: the name of a CTE of the question that asks, a row each with series, length (how
-- long it was followed, 0 or more; its unit is that of the answer) and is_event (it happened then; else it was still
-- waiting then). A length that the curve does not reach is null: the waiting ones may yet take any time.
create or replace macro waiting_times(followed) as table (
    with
    durations as (
        select
            series,
            length,
            count(*) filter (where is_event) as event_count,
            count(*) as leaving_count
        from query_table(followed)
        where length >= 0
        group by series, length
    ),

    at_risk as (
        select
            series,
            length,
            event_count,
            leaving_count,
            sum(leaving_count) over (
                partition by series order by length desc rows between unbounded preceding and current row
            ) as risk_count
        from durations
    ),

    -- At each length the share of those still followed to whom it did not happen: 1 - 0 where it happened to nobody.
    curve as (
        select
            series,
            length,
            event_count,
            leaving_count,
            product(1 - event_count / cast(risk_count as double)) over (
                partition by series order by length rows between unbounded preceding and current row
            ) as waiting_share
        from at_risk
    )

    -- One pass from rows to answer: what is read twice is reckoned twice. 1e-9: what the multiplication of many shares
    -- may lose.
    select
        series,
        cast(sum(event_count) as bigint) as event_count,
        cast(sum(leaving_count - event_count) as bigint) as censored_count,
        min(length) filter (where event_count > 0 and waiting_share <= 0.5 + 1e-9) as median_length,
        min(length) filter (where event_count > 0 and waiting_share <= 0.1 + 1e-9) as p90_length
    from curve
    group by series
);
