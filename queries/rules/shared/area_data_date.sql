-- Up to when a dataset is complete for an area: the latest data date of the uploads that cover it, and still stand.
-- One row (data_at) per call; none where no upload covers the area. Where nobody has uploaded that dataset there, the
-- date of another tells, if one is asked for beside it.
create or replace macro area_data_date(asked_code, asked_dataset, other_dataset := null) as table (
    select coalesce(max(as_of) filter (where dataset = asked_dataset), max(as_of)) as data_at
    from coverage
    where
        not is_undone
        and (dataset = asked_dataset or dataset = other_dataset)
        and asked_code >= area_from
        and asked_code < area_to
    having max(as_of) is not null
);
