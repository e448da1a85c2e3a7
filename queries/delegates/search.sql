-- The suggestions whose number or title, and the delegates whose number or name, hold what is sought; at most eight.
-- One row per thing, the best first: the page and filter that open it; found_count counts all that were found.
-- best_found reads named by its name.
with
named as (  -- noqa: ST03
    select
        'suggestion' as filter_key,
        suggestion_id as value,
        title as label,
        least(sought_place(suggestion_id), sought_place(title)) as place
    from suggestion_clock()
    union all
    select
        'delegate' as filter_key,
        delegate_id as value,
        delegate_name as label,
        least(sought_place(delegate_id), sought_place(delegate_name)) as place
    from delegates
)

select * from best_found('named', 'delegates/suggestions')
