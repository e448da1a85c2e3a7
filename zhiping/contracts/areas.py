"""行政区划: the tree of areas that every other dataset hangs on."""

from zhiping.contracts.columns import area, choice, integer, number, text
from zhiping.contracts.kinds import Dataset
from zhiping.words import N_

AREA_CODE = area(
    "area_code",
    N_("区划代码"),
    required=True,
    also="行政区划代码 地区代码 所属区划 区划 地区 所属地区 行政区划 行政区 所属街道 街道 所属乡镇 乡镇 苏木乡镇 area",
    means=N_("12位行政区划代码；2、4、6、9位的写法自动在后面补0"),
    eg="150105001000",
)

LONGITUDE = number("longitude", N_("经度"), also="lon lng", least=-180, most=180)
LATITUDE = number("latitude", N_("纬度"), also="lat", least=-90, most=90)
COORD_DATUM = choice(
    "coord_datum",
    N_("坐标系"),
    ("WGS-84", "CGCS2000", "GCJ-02", "BD-09"),
    also="坐标类型",
    means=N_("WGS-84 是卫星定位的；CGCS2000 是国家测绘的；GCJ-02 是高德、腾讯地图的；BD-09 是百度地图的"),
    eg="WGS-84",
)

# From the region down, one for each number of digits that a code can have.
LEVELS = (N_("自治区"), N_("盟市"), N_("旗县区"), N_("苏木乡镇街道"), N_("嘎查村社区"))

areas = Dataset(
    name="areas",
    label=N_("行政区划"),
    system="areas",
    grain=N_("每行一个行政区"),
    ships=True,
    parts=(("population_65", "population"),),
    columns=(
        area(
            "area_code",
            N_("区划代码"),
            key=True,
            also="行政区划代码 代码 adcode",
            means=N_("12位行政区划代码；2、4、6、9位的写法自动在后面补0"),
            eg="150105001000",
        ),
        text("area_name", N_("名称"), required=True, also="区划名称 地区名称 name", eg="大学西路街道"),
        area(
            "parent_code",
            N_("上级代码"),
            also="上级区划代码 parent",
            means=N_("上一级行政区的代码；不填时按区划代码推出"),
            eg="150105",
        ),
        choice(
            "level",
            N_("层级"),
            LEVELS,
            required=True,
            also="级别",
            eg="苏木乡镇街道",
        ),
        integer("population", N_("常住人口(人)"), also="常住人口 人口", unit=N_("人"), least=0),
        integer("population_65", N_("65岁以上人口(人)"), also="65岁以上人口", unit=N_("人"), least=0),
        LONGITUDE,
        LATITUDE,
    ),
)

DATASETS = (areas,)
