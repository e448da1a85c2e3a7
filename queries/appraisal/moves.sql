-- What moved since the term before, and which indicator moved it.
-- One row per chosen unit and indicator, once finished; before, per unit of its group, indicator and term.
select
    s.*,
    s.year = t.year and s.term = t.term as is_current
from appraisal_sheets($unit_group, $unit_id, null) as s
inner join sheet_term($term, $unit_group, $unit_id) as t
    on
        s.scheme_area = t.scheme_area
        and s.unit_group = t.unit_group
        and (
            (s.year = t.year and s.term = t.term)
            or (s.year = t.earlier_year and s.term = t.earlier_term)
        )
order by s.scheme_area, s.unit_group, s.unit_id, s.weight = 0, s.indicator_id, is_current
