"""行政区划: the tree of areas that every other dataset hangs on."""

from zhiping.contracts.kinds import Column, Dataset
from zhiping.words import N_

AREA_CODE = Column(
    "area_code",
    N_("区划代码"),
    "area",
    is_required=True,
    synonyms=("行政区划代码", "地区代码", "所属区划", "区划", "地区", "area"),
    meaning=N_("12位行政区划代码；2、4、6、9位的写法自动在后面补0"),
    example="150105001000",
)

LONGITUDE = Column("longitude", N_("经度"), "number", minimum=-180, maximum=180, synonyms=("lon", "lng"))
LATITUDE = Column("latitude", N_("纬度"), "number", minimum=-90, maximum=90, synonyms=("lat",))
COORD_DATUM = Column(
    "coord_datum",
    N_("坐标系"),
    "choice",
    choices=("WGS-84", "GCJ-02", "BD-09"),
    synonyms=("坐标类型",),
    meaning=N_("WGS-84 是国家测绘和卫星定位用的；GCJ-02 是高德、腾讯地图的；BD-09 是百度地图的"),
    example="WGS-84",
)

areas = Dataset(
    name="areas",
    label=N_("行政区划"),
    system="areas",
    grain=N_("每行一个行政区"),
    ships=True,
    columns=(
        Column(
            "area_code",
            N_("区划代码"),
            "area",
            is_required=True,
            is_key=True,
            synonyms=("行政区划代码", "代码", "adcode"),
            meaning=N_("12位行政区划代码；2、4、6、9位的写法自动在后面补0"),
            example="150105001000",
        ),
        Column(
            "area_name",
            N_("名称"),
            is_required=True,
            synonyms=("区划名称", "地区名称", "name"),
            example="大学西路街道",
        ),
        Column(
            "parent_code",
            N_("上级代码"),
            "area",
            synonyms=("上级区划代码", "parent"),
            meaning=N_("上一级行政区的代码；不填时按区划代码推出"),
            example="150105",
        ),
        Column(
            "level",
            N_("层级"),
            "choice",
            is_required=True,
            choices=("自治区", "盟市", "旗县区", "苏木乡镇街道", "嘎查村社区"),
            synonyms=("级别",),
            example="苏木乡镇街道",
        ),
        Column(
            "population",
            N_("常住人口(人)"),
            "integer",
            unit=N_("人"),
            minimum=0,
            synonyms=("常住人口", "人口"),
        ),
        Column(
            "population_65",
            N_("65岁以上人口(人)"),
            "integer",
            unit=N_("人"),
            minimum=0,
            synonyms=("65岁以上人口",),
        ),
        LONGITUDE,
        LATITUDE,
    ),
)

DATASETS = (areas,)
