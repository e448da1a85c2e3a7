-- What the fairs offer: at how many of them each service was to be had. A fair offers several, so counts overlap;
-- its visits are not told by service, and none are guessed.
-- One row per service that occurs, the most frequent first.
with
chosen as (
    select * from chosen_fairs()
),

offers as (
    select
        fair_id,
        unnest(services) as service
    from chosen
),

wholes as (
    select count(*) filter (where services is not null) as told_fair_count
    from chosen
)

select
    o.service,
    count(distinct o.fair_id) as fair_count,
    w.told_fair_count,
    share(count(distinct o.fair_id), w.told_fair_count) as offered_share
from offers as o
cross join wholes as w
group by o.service, w.told_fair_count
order by fair_count desc, o.service asc
