-- How the kinds of fairs compare.
-- One row per kind that occurs, the most frequent first.
select
    fair_kind,
    count(*) as fair_count,
    total(visit_count) as visit_count,
    share(total(visit_count), count(*)) as visits_per_fair,
    known_total(referral_count) as referral_count,
    known_total(followed_up_count) as followed_up_count
from chosen_fairs()
group by fair_kind
order by fair_count desc, fair_kind asc
