"""What Dovecot is told: one half for every version, the other in the words of the version that is installed."""

from __future__ import annotations

import grp
import os
import pwd
import subprocess
from typing import TYPE_CHECKING

from tests.servers.process import binary

if TYPE_CHECKING:
    from pathlib import Path

_EVERY = """
base_dir = {path}/run
state_dir = {path}/run
log_path = {path}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
default_client_limit = 200
default_vsz_limit = 512M
auth_failure_delay = 0
auth_mechanisms = plain login{mechanisms}
ssl = yes
first_valid_uid = 1
mail_uid = {mail}
mail_gid = {mail_group}
maildir_copy_with_hardlinks = yes
mail_fsync = never
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
}}
"""
_OLD = """
disable_plaintext_auth = no
ssl_cert = <{path}/cert.pem
ssl_key = <{path}/key.pem
mail_location = maildir:{path}/mail
passdb {{
  driver = passwd-file
  args = scheme=plain username_format=%u {path}/users
}}
userdb {{
  driver = static
  args = uid={mail} gid={mail_group} home={path}/home
}}
"""
_OLD_OAUTH = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {path}/oauth.conf
}}
"""
_OLD_OAUTH_ARGS = """
introspection_mode = post
introspection_url = {url}
username_attribute = username
active_attribute = active
active_value = true
"""
# The version has to be the first line; every 2.4 reads the words of 2.4.0.
_NEW_FIRST = """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
"""
_NEW = """
auth_allow_cleartext = yes
ssl_server_cert_file = {path}/cert.pem
ssl_server_key_file = {path}/key.pem
mail_driver = maildir
mail_path = {path}/mail
mail_home = {path}/home
passdb passwd-file {{
  passwd_file_path = {path}/users
  default_password_scheme = plain
}}
userdb static {{
}}
"""
_NEW_OAUTH = """
oauth2 {{
  introspection_mode = post
  introspection_url = {url}
  username_attribute = username
  active_attribute = active
  active_value = true
}}
"""


def write(
    path: Path, *, ports: tuple[int, int], namespace: tuple[str, str], introspection: str | None, capability: str | None
) -> None:
    """Write `path`/conf and what it refers to.

    `ports`: plain and TLS; `namespace`: its prefix and separator; `introspection`, `capability`: as `Dovecot` has them.
    """
    names = {"path": path, "port": ports[0], "tls_port": ports[1], "prefix": namespace[0], "separator": namespace[1]}
    names |= _users() | {"mechanisms": " xoauth2 oauthbearer" if introspection else "", "url": introspection}
    old = _old()
    parts = [_EVERY, _OLD] if old else [_NEW_FIRST, _EVERY, _NEW]
    if introspection:
        parts.append(_OLD_OAUTH if old else _NEW_OAUTH)
    if introspection and old:
        (path / "oauth.conf").write_text(_OLD_OAUTH_ARGS.format(**names))
    said = f"imap_capability = {capability}\n" if capability else ""
    (path / "conf").write_text("".join(parts).format(**names) + said, encoding="utf-8")


def _old() -> bool:
    """Whether the one that is installed is older than 2.4."""
    command = [binary("dovecot", "dovecot-imapd"), "--version"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [int(number) for number in told.split()[0].split("-")[0].split(".")[:2]] < [2, 4]


def _users() -> dict[str, str]:
    own = pwd.getpwuid(os.getuid()).pw_name
    kinds = ("internal", "login", "mail")
    users = dict(zip(kinds, ("dovecot", "dovenull", "dovecot"), strict=True))
    if own != "root":
        users = dict.fromkeys(kinds, own)
    return users | {f"{kind}_group": _group(users[kind]) for kind in ("internal", "mail")}


def _group(user: str) -> str:
    return grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name
