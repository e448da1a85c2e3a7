-- What became of a session by a moment. held: it took place; planned: it is to come; unconfirmed: its time is past and
-- the file still calls it a plan; cancelled; future: called held, but later than the day that its file tells of.
-- One row per call (a scalar). A session without a status was held once its time is past.
create or replace macro session_state(status, held_at, moment, data_at) as case
    when status = '取消' then 'cancelled'
    when held_at <= moment then if(coalesce(status, '已开课') = '已开课', 'held', 'unconfirmed')
    when status = '已开课' and held_at > data_at then 'future'
    else 'planned'
end;
