-- The year and term that a page shows, the latest with values where none is asked, and the one before it.
-- One row per group with values then; before: the group's earlier term of that year, else its latest of last year.
create or replace macro sheet_term(asked_term, asked_group, asked_unit) as table (
    with
    terms as (
        select
            *,
            term_order(term) as place
        from appraisal_terms(asked_group, asked_unit)
    ),

    -- One term for all groups, so that a page never shows two under one heading.
    latest as (
        select
            year,
            term,
            place
        from terms
        where fits(year, getvariable('year')) and fits(term, asked_term)
        order by year desc, place desc
        limit 1
    ),

    earlier as (
        select
            t.scheme_area,
            t.unit_group,
            max(struct_pack(year := t.year, place := t.place, term := t.term)) as before
        from terms as t
        inner join latest as l
            on (t.year = l.year and t.place < l.place) or t.year = l.year - 1
        group by t.scheme_area, t.unit_group
    )

    select
        t.scheme_area,
        t.unit_group,
        t.year,
        t.term,
        e.before.year as earlier_year,
        e.before.term as earlier_term
    from terms as t
    inner join latest as l on t.year = l.year and t.term = l.term
    left join earlier as e on t.scheme_area = e.scheme_area and t.unit_group = e.unit_group
);
