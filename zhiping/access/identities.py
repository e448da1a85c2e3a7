"""People whom the office's identity provider knows: which account is theirs, and what it may, as their claims say.

The provider's word holds at each sign-in. A claim that settings name must be there: who has none is refused, never
unlimited; `*` says that there is no limit. An account with a password here is never taken over by a name there.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zhiping.access import accounts
from zhiping.access.accounts import Account, AccountRefused, Rights
from zhiping.access.state import State
from zhiping.settings import Provider
from zhiping.words import _

NO_LIMIT = "*"
_LIMITS = ("scope", "unit", "company", "datasets")


def account_of(state: State, claims: Mapping[str, Any], provider: Provider, now: datetime) -> Account:
    """The account of whom the claims are about, made or brought in step with them. Raises AccountRefused."""
    subject = f"{provider.issuer} {claims['sub']}"
    known = accounts.of_subject(state, subject)
    if known is None:
        name = _texts(claims.get(provider.claims["name"]))
        accounts.add_known(state, name[0] if name else "", rights_of(claims, provider), subject, now)
    elif known.closed_at is not None:
        raise AccountRefused(_("“{name}”在治屏已停用，请联系管理员。").format(name=known.name))
    else:
        try:
            if known.rights != (wanted := rights_of(claims, provider)):
                accounts.change(state, known.name, wanted, now)
        except AccountRefused:
            accounts.end_what_is_open(state, known.name, now)
            raise
    found = accounts.of_subject(state, subject)
    assert found is not None
    return found


def rights_of(claims: Mapping[str, Any], provider: Provider) -> Rights:
    """What the claims of a person let them do here. Raises AccountRefused."""
    roles = [
        provider.roles[word]
        for word in _texts(claims.get(provider.claims["roles"]))
        if word in provider.roles
    ]
    if not roles:
        raise AccountRefused(_("统一身份里没有您在治屏的角色，请联系管理员。"))
    limits = {}
    for name in _LIMITS:
        if claim := provider.claims.get(name):
            values = _texts(claims.get(claim))
            if not values or (len(values) > 1 and name != "datasets"):
                raise AccountRefused(
                    _("统一身份里的“{claim}”应有一个值（不限写 {no_limit}），请联系管理员。").format(
                        claim=claim, no_limit=NO_LIMIT
                    )
                )
            limits[name] = "" if NO_LIMIT in values else "、".join(values)
    return accounts.rights("、".join(roles), **limits)


def _texts(claim: Any) -> list[str]:
    """The texts of a claim, which is one or a list of them."""
    values = claim if isinstance(claim, list) else [claim]
    return [text for one in values if isinstance(one, str) and (text := one.strip())]
