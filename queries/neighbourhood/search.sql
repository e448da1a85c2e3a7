-- The venues whose number or name holds what is sought, the best first; at most eight.
-- One row per venue: the page and filter that open it; found_count counts all that were found.
-- best_found reads named by its name.
with
named as (  -- noqa: ST03
    select
        'venue' as filter_key,
        venue_id as value,
        venue_name as label,
        least(sought_place(venue_id), sought_place(venue_name)) as place
    from venues
    where in_asked_area(area_code)
)

select * from best_found('named', 'neighbourhood/venues')
