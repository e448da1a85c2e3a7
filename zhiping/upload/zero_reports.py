"""零报告: a clerk says that there was nothing to report, as an upload without rows that is complete up to a day."""

from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from zhiping.access.permissions import Access, NotAllowed, check_may_upload_dataset
from zhiping.contracts.kinds import Dataset
from zhiping.rules.areas import area_range, is_within
from zhiping.store.drafts import Draft, Receipt
from zhiping.store.publishing import Store
from zhiping.store.tables import table_columns
from zhiping.words import _


def publish_zero_report(
    store: Store,
    access: Access,
    dataset: Dataset,
    area_code: str,
    period: tuple[date, date],
    *,
    area_name: str,
    now: datetime,
) -> Receipt:
    """Publish that an area has nothing new of a dataset in a period that is over; its rows stay as they are.

    From here on the dataset is complete for that area up to the period's last second, so what is still open there is
    judged as of then. Undone like any upload. `period`: its first and last day. Raises NotAllowed, StoreError; then
    nothing has changed.
    """
    check_may_upload_dataset(access.user, dataset)
    if access.is_shared:
        raise NotAllowed(_("分享链接只能看，不能填报。请登录后再报。"))
    if access.user.company:
        raise NotAllowed(_("零报告是整个地区的，您的账号只填报一家企业。请改为上传表格。"))
    if not all(is_within(area_code, scope) for scope in access.areas):
        raise NotAllowed(_("{area}不在您的管辖范围内，没有零报告。").format(area=area_name))
    first, last = period
    end = datetime.combine(last, time(23, 59, 59))
    if end > now:
        raise NotAllowed(_("这一期还没有结束，不能零报告。请在 {day} 之后再报。").format(day=last))
    told = _("零报告：{area}，{dataset}，{first} 至 {last}，本期无数据。").format(
        area=area_name, dataset=_(dataset.label), first=first, last=last
    )
    name = _("零报告 {dataset} {last}.txt").format(dataset=_(dataset.label), last=last)
    with TemporaryDirectory(prefix="zero-", dir=store.settings.scratch) as place, store.workspace() as con:
        file = Path(place) / "zero-report.txt"
        file.write_text(told + "\n", "utf-8")
        columns = ", ".join(f"{column} {kind}" for column, kind in table_columns(dataset).items())
        con.execute(f"create temp table no_rows ({columns}, is_sound boolean)")
        draft = Draft(
            dataset=dataset,
            table="no_rows",
            recorded=frozenset(column.name for column in dataset.columns),
            areas=(area_range(area_code),),
            common_area=area_code,
            mode="upsert",
            as_of=end,
            published_by=access.user.name,
            published_at=now,
            file=file,
            file_name=name,
            rows_read=0,
            fault_count=0,
            warning_count=0,
            skipped="[]",
        )
        return store.publish(con, draft)
