-- Up to when the reports of one dataset of the neighbourhood are complete; an upload undone reports nothing.
-- One row per code at which members, partners, venues, projects or needs are recorded, and which a report covers.
create or replace macro neighbourhood_dates(asked_dataset) as table (
    with
    codes as (
        select area_code from alliance_members
        union
        select area_code from partners
        union
        select area_code from venues
        union
        select area_code from projects
        union
        select area_code from neighbourhood_needs
    )

    select
        c.area_code,
        max(r.as_of) as data_at
    from codes as c
    inner join coverage as r on c.area_code >= r.area_from and c.area_code < r.area_to
    where not r.is_undone and r.dataset = asked_dataset
    group by c.area_code
);
