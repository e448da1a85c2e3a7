-- A number of persons as it may be told: none of one to four, who could be known by it.
-- One row per call (a scalar); null is "fewer than five". For numbers that are no parts of a whole that is told too:
-- those are guarded together (zhiping/rules/small_counts.py).
create or replace macro guarded_count(people) as if(people between 1 and 4, null, people);
