-- Whether the indicators of each group agree with its scheme; the change on last year is shown, never judged.
-- One row per scheme area, year, group and check; without a scheme there is nothing expected, and that fails.
create or replace macro appraisal_scheme_checks() as table (
    with
    counts as (
        select
            area_code,
            year,
            unit_group,
            sum(weight) as weight_sum,
            coalesce(sum(weight) filter (where is_key_task), 0) as key_task_weight,
            count(*) filter (where weight > 0) as indicator_count
        from appraisal_indicators
        group by area_code, year, unit_group
    ),

    compared as (
        select
            coalesce(c.area_code, s.area_code) as area_code,
            coalesce(c.year, s.year) as year,
            coalesce(c.unit_group, s.unit_group) as unit_group,
            coalesce(c.weight_sum, 0) as weight_sum,
            coalesce(c.key_task_weight, 0) as key_task_weight,
            coalesce(c.indicator_count, 0) as indicator_count,
            s.key_task_weight as declared_weight,
            s.indicator_count as declared_count
        from counts as c
        full outer join appraisal_schemes as s
            on c.area_code = s.area_code and c.year = s.year and c.unit_group = s.unit_group
    ),

    -- An area's scheme speaks for the areas below it: both those that it holds and those that hold it are asked for.
    chosen as (
        select
            c.*,
            nullif(l.indicator_count, 0) as previous_count
        from compared as c
        left join counts as l
            on c.area_code = l.area_code and c.year - 1 = l.year and c.unit_group = l.unit_group
        where
            c.area_code < getvariable('area_to')
            and left(c.area_code, area_digits(c.area_code)) || ':' > getvariable('area_from')
            and fits(c.year, getvariable('year'))
            and fits(c.unit_group, getvariable('unit_group'))
    ),

    checks as (
        select
            *,
            1 as check_order,
            'weight_sum' as check_name,
            100.0 as expected,
            weight_sum as found,
            null as previous,
            abs(weight_sum - 100) > 0.005 as is_failing
        from chosen
        union all
        select
            *,
            2 as check_order,
            'key_task_weight' as check_name,
            declared_weight as expected,
            key_task_weight as found,
            null as previous,
            coalesce(abs(key_task_weight - declared_weight) > 0.005, true) as is_failing
        from chosen
        union all
        select
            *,
            3 as check_order,
            'indicator_count' as check_name,
            declared_count as expected,
            indicator_count as found,
            null as previous,
            coalesce(indicator_count <> declared_count, true) as is_failing
        from chosen
        union all
        select
            *,
            4 as check_order,
            'count_change' as check_name,
            null as expected,
            indicator_count as found,
            previous_count as previous,
            false as is_failing
        from chosen
    )

    select
        k.area_code,
        named_area(a.area_name, k.area_code) as area_name,
        k.year,
        k.unit_group,
        k.check_name as "check",
        cast(k.expected as double) as expected,
        cast(k.found as double) as found,
        cast(k.previous as double) as previous,
        k.is_failing,
        k.check_order
    from checks as k
    left join areas as a on k.area_code = a.area_code
);
