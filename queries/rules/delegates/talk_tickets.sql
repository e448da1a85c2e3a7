-- The tickets that came of talks, as the tickets' own clock knows them.
-- One row per ticket that names a talk; a talk of which nobody has uploaded anything has its tickets all the same.
create or replace macro talk_tickets() as table (
    select
        talk_id,
        ticket_id,
        is_accepted(outcome) as is_accepted,
        is_accepted(outcome) and close_at is not null as is_closed
    from ticket_clock()
    where talk_id is not null
);
