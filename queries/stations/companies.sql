-- How many workers each company has registered, verified and let go.
-- One row per company; a registration counts where it holds, so people who work for two are counted in both.
select
    company,
    count(*) filter (where holds) as registration_count,
    count(*) filter (where holds and is_verified) as verified_count,
    count(*) filter (where holds and not is_verified) as unverified_count,
    count(*) filter (where not holds) as left_count
from worker_clock()
where in_asked_area(area_code)
group by company
order by registration_count desc, company asc
