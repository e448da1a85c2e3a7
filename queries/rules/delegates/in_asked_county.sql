-- Whether a row lies in the asked area or, where that is a part of a county, in its county: small counts are hidden
-- beside those of the whole county, or looking at one street alone would tell what the county hides.
-- One row per call (a scalar).
create or replace macro in_asked_county(area_code) as
if(
    len(getvariable('area_to')) - 1 > 6,
    area_at(area_code, 6) = area_at(getvariable('area_from'), 6),
    in_asked_area(area_code)
);
