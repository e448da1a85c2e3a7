-- What the services of the period cost those who came, and which subsidies were paid for them.
-- One row per kind of price that occurs, the most frequent first; 未填收费方式 where none was written.
select
    coalesce(price_kind, '未填收费方式') as price_kind,
    count(*) as service_count,
    known_total(visit_count) as visit_count,
    count(*) filter (where subsidy_yuan > 0) as subsidised_count,
    cast(sum(subsidy_yuan) as double) as subsidy_yuan
from chosen_services()
group by coalesce(price_kind, '未填收费方式')
order by service_count desc, price_kind asc
