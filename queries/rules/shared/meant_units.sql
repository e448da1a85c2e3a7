-- The names that are meant by a list of units' names as they were written, each once, in the order of their letters.
-- One row per call (a scalar). meanings: a map of written to meant, or null.
create or replace macro meant_units(meanings, written) as if(
    meanings is null,
    written,
    list_sort(list_distinct(list_transform(written, lambda name: coalesce(meanings[name], name))))
);
