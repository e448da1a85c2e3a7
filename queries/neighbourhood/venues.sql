-- The venues and how they are used: visits an open hour before and after the renovation, of months with known hours.
-- One row per venue, the one that gained most first. expected_visit_count: what the hours after would have had at the
-- rate before; whatever else changed meanwhile is in the difference too.
with
allied as (
    select
        venue_id,
        count(*) as partner_count,
        count(*) filter (where mode = '服务置换') as exchange_count,
        count(*) filter (where mode = '低偿') as low_price_count,
        count(*) filter (where mode = '无偿') as for_nothing_count
    from venue_partners
    group by venue_id
)

select
    v.venue_id,
    v.venue_name,
    v.area_code,
    named_area(a.area_name, v.area_code) as area_name,
    v.floor_area_m2,
    v.renovated_on,
    v.use_before,
    v.use_after,
    coalesce(p.partner_count, 0) as partner_count,
    coalesce(p.exchange_count, 0) as exchange_count,
    coalesce(p.low_price_count, 0) as low_price_count,
    coalesce(p.for_nothing_count, 0) as for_nothing_count,
    coalesce(u.month_count, 0) as month_count,
    coalesce(u.visit_count, 0) as visit_count,
    coalesce(u.unknown_hours_month_count, 0) as unknown_hours_month_count,
    coalesce(u.before_month_count, 0) as before_month_count,
    coalesce(u.after_month_count, 0) as after_month_count,
    share(u.before_visit_count, u.before_hours) as visits_per_hour_before,
    share(u.after_visit_count, u.after_hours) as visits_per_hour_after,
    share(u.after_visit_count, u.after_hours) - share(u.before_visit_count, u.before_hours) as visits_per_hour_change,
    u.after_visit_count,
    share(u.before_visit_count, u.before_hours) * nullif(u.after_hours, 0) as expected_visit_count,
    case $figure
        when 'venue_worse'
            then figure_part(
                visits_per_hour_change is not null,
                visits_per_hour_change < 0
            )
        else 'met'
    end as part,
    v.upload_id,
    v.source_sheet,
    v.source_row
from venues as v
left join venue_use() as u on v.venue_id = u.venue_id
left join allied as p on v.venue_id = p.venue_id
left join areas as a on v.area_code = a.area_code
where in_asked_area(v.area_code)
order by visits_per_hour_change desc nulls last, v.venue_id asc
