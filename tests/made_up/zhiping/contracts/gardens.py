"""菜园: a made-up system of one dataset, with columns that are named like those of others."""

from zhiping.contracts.areas import AREA_CODE
from zhiping.contracts.filters import Filter, one_of
from zhiping.contracts.kinds import Column, Dataset, System
from zhiping.words import N_

KINDS = ("蔬菜", "花卉")

gardens = Dataset(
    name="gardens",
    label=N_("菜园"),
    system="gardens",
    grain=N_("每行一个菜园"),
    columns=(
        Column("garden_id", N_("菜园编号"), "code", is_required=True, is_key=True, example="CY-1"),
        AREA_CODE,
        Column("kind", N_("种什么"), "choice", is_required=True, choices=KINDS, example="蔬菜"),
        Column("source", N_("种子从哪来"), example="农户自留"),
        Column("opened_on", N_("开园日期"), "date", is_event=True, example="2025-05-01"),
    ),
)

DATASETS = (gardens,)

SYSTEM = System(
    "gardens",
    N_("菜园"),
    noun=N_("菜园"),
    filters=(
        Filter(
            "plants",
            N_("种什么"),
            ("plants",),
            (None,),
            one_of(*KINDS),
            N_("蔬菜或花卉"),
            narrows={"gardens": "kind"},
            choices={kind: kind for kind in KINDS},
            nothing=N_("全部菜园"),
        ),
    ),
)
