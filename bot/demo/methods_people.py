"""users.* and usergroups.*: who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.demo.errors import SlackRefusal
from bot.demo.workspace import TEAM_ID, Json, User

if TYPE_CHECKING:
    from bot.demo.call import Call, Method


def user_object(user: User, *, with_locale: bool = False) -> Json:
    """The user as `users.info` shows it; the locale only when asked for."""
    shown: Json = {
        "id": user.id,
        "team_id": TEAM_ID,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": user.deleted,
        "tz": user.tz,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "is_admin": False,
        "is_restricted": user.is_guest,
        "profile": {"real_name": user.real_name, "display_name": user.name, "team": TEAM_ID},
    }
    if with_locale:
        shown["locale"] = user.locale
    return shown


def _info(call: Call) -> Json:
    call.need("users:read")
    user = call.workspace.user(call.text("user"))
    return {"user": user_object(user, with_locale=call.flag("include_locale"))}


def _by_email(call: Call) -> Json:
    """Somebody who left is found no more (docs.slack.dev/reference/methods/users.lookupByEmail)."""
    call.need("users:read.email")
    wanted = call.text("email").lower()
    for user in call.workspace.users.values():
        if user.email and user.email.lower() == wanted and not user.deleted:
            return {"user": user_object(user)}
    raise SlackRefusal("users_not_found")


def _groups(call: Call) -> Json:
    call.need("usergroups:read")
    shown = []
    for group in call.workspace.usergroups.values():
        entry: Json = {
            "id": group.id,
            "team_id": TEAM_ID,
            "is_usergroup": True,
            "name": group.name,
            "handle": group.handle,
            "date_delete": 0,
            "user_count": len(group.members),
        }
        if call.flag("include_users"):
            entry["users"] = list(group.members)
        shown.append(entry)
    return {"usergroups": shown}


def _group_users(call: Call) -> Json:
    call.need("usergroups:read")
    group = call.workspace.usergroups.get(call.text("usergroup"))
    if group is None:
        raise SlackRefusal("no_such_subteam")
    return {"users": list(group.members)}


METHODS: Final[dict[str, Method]] = {
    "users.info": _info,
    "users.lookupByEmail": _by_email,
    "usergroups.list": _groups,
    "usergroups.users.list": _group_users,
}
