-- What the guarded counts of pairings are made of: those of each street of the asked area, or of the county around it.
-- One row per street.
with
paired as (
    select
        area_at(area_code, 6) as county_code,
        area_at(area_code, least(area_digits(area_code), 9)) as street_code,
        *
    from pair_clock()
    where in_asked_county(area_code)
),

widest as (
    select
        county_code,
        max(delegate_pair_count) as most_count
    from (
        select
            county_code,
            count(*) as delegate_pair_count
        from paired
        where is_active
        group by county_code, delegate_id
    ) as each_delegate
    group by county_code
)

select
    p.county_code,
    p.street_code as area_code,
    named_area(a.area_name, p.street_code) as area_name,
    count(*) filter (where p.is_active) as pair_count,
    count(*) filter (where p.was_due) as due_count,
    count(*) filter (where p.was_due and p.was_visited) as visited_count,
    count(*) filter (where p.is_due_now) as due_now_count,
    any_value(w.most_count) as most_count,
    min(p.last_month) as last_month,
    max(p.moment) as moment,
    in_asked_area(p.street_code) as is_asked,
    len(getvariable('area_to')) - 1 <= 6 as is_of_whole_counties
from paired as p
left join widest as w on p.county_code = w.county_code
left join areas as a on p.street_code = a.area_code
group by p.county_code, p.street_code, a.area_name
order by p.street_code
