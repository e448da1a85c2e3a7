-- Areas with the names of the areas above them, so that a name can be told from its namesakes.
-- One row per area.
with
levels as (
    select
        *,
        case
            when substr(area_code, 10, 3) <> '000' then 12
            when substr(area_code, 7, 3) <> '000' then 9
            when substr(area_code, 5, 2) <> '00' then 6
            when substr(area_code, 3, 2) <> '00' then 4
            else 2
        end as code_digits,
    from areas
)

select
    a.* exclude (code_digits, parent_code),
    a.code_digits,
    substr(a.area_code, 1, a.code_digits) as area_prefix,
    case a.code_digits
        when 12 then substr(a.area_code, 1, 9) || '000'
        when 9 then substr(a.area_code, 1, 6) || '000000'
        when 6 then substr(a.area_code, 1, 4) || '00000000'
        when 4 then substr(a.area_code, 1, 2) || '0000000000'
    end as parent_code,
    -- the region is left out of a path: everybody is in it
    concat_ws(' / ', city.area_name, county.area_name, town.area_name, village.area_name) as area_path,
from levels as a
left join areas as city on a.code_digits >= 4 and city.area_code = substr(a.area_code, 1, 4) || '00000000'
left join areas as county on a.code_digits >= 6 and county.area_code = substr(a.area_code, 1, 6) || '000000'
left join areas as town on a.code_digits >= 9 and town.area_code = substr(a.area_code, 1, 9) || '000'
left join areas as village on a.code_digits = 12 and village.area_code = a.area_code
