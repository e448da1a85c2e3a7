-- The name that is meant by a unit's name as it was written; what stands in no list means itself.
-- One row per call (a scalar). meanings: a map of written to meant, or null.
create or replace macro meant_unit(meanings, written) as coalesce(meanings[written], written);
