"""Settings: the environment, read once into one frozen object."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zhiping.words import _

PROJECT = Path(__file__).resolve().parent.parent
QUERIES = PROJECT / "queries"
DEMO = PROJECT / "data" / "demo"
GEO = PROJECT / "data" / "geo"
FEWEST_AUDIT_DAYS = 184  # six months, as the law wants
_MEMORY = re.compile(r"[1-9]\d*(MB|GB|MiB|GiB)")
_MAP_NUMBER = re.compile(r"[^\W\d_]+[（(〔\[]?\d{4}[）)〕\]]?[^\W_]+")  # of a ministry or of a region
_ADDRESS = re.compile(
    r"https://[^\s?#]+|http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/[^\s?#]*)?", re.ASCII
)
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+", re.ASCII)  # a name or an address, without a port


class SettingsError(ValueError):
    """A setting that cannot be used; the message says which, why and what to do."""


@dataclass(frozen=True)
class Provider:
    """An office's identity provider (OpenID Connect), at which people sign in who have an account there.

    `back`: the address of this server as browsers know it, without a final slash. `claims`: what of an account (name,
    roles, scope, unit, company, datasets) -> the claim that says it. `roles`: their word for a role -> ours.
    """

    issuer: str
    client: str
    secret: str
    back: str
    claims: Mapping[str, str]
    roles: Mapping[str, str]


@dataclass(frozen=True)
class Settings:
    """`store`: the folder of the lake. `with_demo`: an empty store starts with 演示数据.

    `month_begins`: the first day of a 统计月, 1 to 28; 26 for one from the 26th to the 25th.

    `map_number`: the 审图号 of the approved map in data/geo; "" while that is our sketch, which may not leave the screen.

    `hosts`: the names under which the server answers beside its loopback names. `is_open`: it may listen for others.

    `state_url`: where links and the audit are kept, as SQLAlchemy writes it; "" for the file beside the lake.
    `audit_days`: how long the audit keeps an act. `bulletin_template`: an office's own Word file for bulletins.
    """

    store: Path
    with_demo: bool = True
    memory_limit: str = "1200MB"
    hosts: tuple[str, ...] = ()
    is_open: bool = False
    month_begins: int = 1
    map_number: str = ""
    state_url: str = ""
    audit_days: int = 365
    provider: Provider | None = None
    bulletin_template: Path | None = None

    @property
    def state(self) -> str:
        """Where the small state is: links in circulation, the audit."""
        return self.state_url or f"sqlite:///{self.state_file}"

    @property
    def state_file(self) -> Path:
        """Its file, where it is in no other place."""
        return self.store / "state.sqlite"

    @property
    def has_state(self) -> bool:
        """Whether anything can have been kept there."""
        return bool(self.state_url) or self.state_file.exists()

    @property
    def audit_mark(self) -> Path:
        """What tells beside the audit how far it reached."""
        return self.store / "audit.mark"

    @property
    def files(self) -> Path:
        """Where the clerks' files are kept as they were given."""
        return self.store / "files"

    @property
    def bulletins(self) -> Path:
        """Where the files of issued bulletins are kept, each under its hash."""
        return self.store / "bulletins"

    def issued_files(self) -> list[Path]:
        """What lies there, without what was cut off while it was written."""
        return list(self.bulletins.glob("[0-9a-f]*[0-9a-f]"))

    @property
    def scratch(self) -> Path:
        """Where files lie while they are worked on: emptied when the store is opened."""
        return self.store / "scratch"


def settings_from(environment: dict[str, str] | None = None, *, data: Path | None = None) -> Settings:
    """The settings of this process; `data` (from `--data`) goes before ZHIPING_DATA.

    Raises SettingsError with a sentence where a value cannot be used.
    """
    values = dict(os.environ) if environment is None else environment
    written = data or Path(values.get("ZHIPING_DATA") or PROJECT / "data" / "store")
    store = Path(os.path.expanduser(written)).resolve()  # noqa: PTH111 - Path's own fails on an unknown ~name
    if store.exists() and not store.is_dir():
        raise SettingsError(_("数据位置是一个文件，不是文件夹。请把 --data 或 ZHIPING_DATA 改为一个文件夹。"))
    memory = values.get("ZHIPING_MEMORY") or Settings.memory_limit
    if not _MEMORY.fullmatch(memory):
        raise SettingsError(
            _("ZHIPING_MEMORY 应写成 1200MB 或 2GB 这样的大小，现在是 {value}。").format(value=memory)
        )
    return Settings(
        store=store,
        with_demo=_is_wanted(values, "ZHIPING_DEMO", "1"),
        memory_limit=memory,
        hosts=_hosts(values.get("ZHIPING_HOSTS", "")),
        is_open=_is_wanted(values, "ZHIPING_OPEN", "0"),
        month_begins=_month_begins(values.get("ZHIPING_MONTH_BEGINS") or "1"),
        map_number=_map_number(values.get("ZHIPING_MAP_NUMBER", "")),
        state_url=values.get("ZHIPING_STATE", ""),
        audit_days=_audit_days(values.get("ZHIPING_AUDIT_DAYS") or "365"),
        provider=provider_from(values),
        bulletin_template=Path(own) if (own := values.get("ZHIPING_BULLETIN_TEMPLATE")) else None,
    )


def _is_wanted(values: dict[str, str], name: str, default: str) -> bool:
    value = values.get(name, default)
    if value not in {"0", "1"}:
        raise SettingsError(_("{name} 只能是 0 或 1，现在是 {value}。").format(name=name, value=value))
    return value == "1"


def _month_begins(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= 28):
        raise SettingsError(
            _("ZHIPING_MONTH_BEGINS 是统计月的第一天，应是 1 到 28 的整数，现在是 {value}。").format(
                value=written
            )
        )
    return int(written)


def _audit_days(written: str) -> int:
    if not (
        written.isascii() and written.isdigit() and len(written) < 5 and int(written) >= FEWEST_AUDIT_DAYS
    ):
        raise SettingsError(
            _(
                "ZHIPING_AUDIT_DAYS 是审计日志保留的天数，应是 {least} 到 9999 的整数（网络安全法要求不少于六个月），现在是 {value}。"
            ).format(least=FEWEST_AUDIT_DAYS, value=written)
        )
    return int(written)


def _map_number(written: str) -> str:
    number = written.strip()
    if number and not _MAP_NUMBER.fullmatch(number):
        raise SettingsError(
            _(
                "ZHIPING_MAP_NUMBER 是底图的审图号，应写成 GS（2024）0650号 这样，现在是“{value}”。换了经审核的底图再设。"
            ).format(value=number)
        )
    return number


def _hosts(written: str) -> tuple[str, ...]:
    hosts = tuple(re.split(r"[,，、\s]+", written.strip().lower())) if written.strip() else ()
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise SettingsError(
                _(
                    "ZHIPING_HOSTS 应是用逗号隔开的主机名或 IP 地址，不带 http:// 和端口，现在有一个是“{value}”。"
                ).format(value=host)
            )
    return hosts


def provider_from(values: Mapping[str, str]) -> Provider | None:
    """The identity provider that the environment names; None where it names none. Raises SettingsError."""
    issuer = values.get("ZHIPING_OIDC", "").rstrip("/")
    if not issuer:
        return None
    back = values.get("ZHIPING_ADDRESS", "").rstrip("/")
    for name, address in (("ZHIPING_OIDC", issuer), ("ZHIPING_ADDRESS", back)):
        if not _ADDRESS.fullmatch(address):
            raise SettingsError(
                _("{name} 应是 https:// 开头的地址（本机可以用 http://），现在是“{value}”。").format(
                    name=name, value=address
                )
            )
    claims = _pairs(
        "ZHIPING_OIDC_CLAIMS", values.get("ZHIPING_OIDC_CLAIMS") or "name=preferred_username,roles=groups"
    )
    unknown = claims.keys() - {"name", "roles", "scope", "unit", "company", "datasets"}
    roles = _pairs("ZHIPING_OIDC_ROLES", values.get("ZHIPING_OIDC_ROLES", ""))
    if unknown or not {"name", "roles"} <= claims.keys() or not roles:
        raise SettingsError(
            _(
                "ZHIPING_OIDC_CLAIMS 应写成 name=…,roles=…，可加 scope、unit、company、datasets；"
                "ZHIPING_OIDC_ROLES 应写成 对方的组=领导,对方的组=填报员。"
            )
        )
    client = values.get("ZHIPING_OIDC_CLIENT", "")
    secret = values.get("ZHIPING_OIDC_SECRET") or _secret_in(values.get("ZHIPING_OIDC_SECRET_FILE", ""))
    if not (client and secret):
        raise SettingsError(
            _("请设 ZHIPING_OIDC_CLIENT，并把密钥写进 ZHIPING_OIDC_SECRET_FILE 所指的文件（只有属主能读）。")
        )
    return Provider(issuer, client, secret, back, claims, roles)


def _pairs(name: str, written: str) -> dict[str, str]:
    """ "a=b,c=d" as a mapping; a comma may be any that people write."""
    found = {}
    for part in re.split(r"[,，;；]\s*", written.strip()) if written.strip() else ():
        key, sign, value = part.partition("=")
        if not (key.strip() and sign and value.strip()):
            raise SettingsError(
                _("{name} 应写成 甲=乙,丙=丁，现在有一段是“{value}”。").format(name=name, value=part)
            )
        found[key.strip()] = value.strip()
    return found


def _secret_in(written: str) -> str:
    """What a file holds that only its owner reads; "" where none is named."""
    if not written:
        return ""
    file = Path(written)
    try:
        if file.stat().st_mode & 0o077:
            raise SettingsError(_("ZHIPING_OIDC_SECRET_FILE 的文件别人也能读。请用 chmod 600 只留给属主。"))
        return file.read_text("utf-8").strip()
    except OSError as error:
        raise SettingsError(_("ZHIPING_OIDC_SECRET_FILE 的文件读不出来。")) from error
