-- How partners work with the venues: in exchange for services, at a low price, for nothing.
-- One row per mode that occurs, the most frequent first; 未填合作方式 where none was written.
select
    coalesce(p.mode, '未填合作方式') as mode,
    count(*) as partner_count,
    count(distinct p.venue_id) as venue_count
from venue_partners as p
inner join venues as v on p.venue_id = v.venue_id
where in_asked_area(v.area_code)
group by coalesce(p.mode, '未填合作方式')
order by partner_count desc, mode asc
