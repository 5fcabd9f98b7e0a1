"""An OAuth token server: three grants, strictly by their RFCs, and introspection (RFC 7662) for the mail server that is asked."""

from __future__ import annotations

import functools
import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

if TYPE_CHECKING:
    from pathlib import Path

CLIENT, SECRET, REFRESH = "client-1", "s3cret/+", "refresh-1"
SCOPES = {
    "refresh_token": None,
    "client_credentials": "https://outlook.office365.com/.default",
    "urn:ietf:params:oauth:grant-type:jwt-bearer": "https://mail.google.com/",
}
Answer = tuple[int, Any]


class TokenServer:
    """The server; its tokens are good for the mailbox of `user`. `asked`: every form that came to the token endpoint.

    `rotate`: each refresh token is good once, and a new one comes with the token. `instead`: answered to the next requests.
    """

    def __init__(self, user: str, *, expires_in: object = 3600, rotate: bool = False) -> None:
        self._user, self._expires_in, self._rotate = user, expires_in, rotate
        self.asked: list[dict[str, str]] = []
        self.instead: list[tuple[int, bytes]] = []
        self._good: set[str] = set()
        self._refresh = REFRESH
        self._key = _key()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def token_url(self) -> str:
        return f"{self.url}/token"

    @property
    def introspection(self) -> str:
        return f"{self.url}/introspect"

    def revoke(self) -> None:
        """No token that was given is good any more."""
        self._good.clear()

    def key_file(self, path: Path) -> Path:
        """The key file of a service account of this server."""
        kinds = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        told = {
            "type": "service_account",
            "client_email": "fuwake@project.iam.example",
            "private_key": self._key.private_bytes(*kinds).decode(),
            "private_key_id": "key-1",
            "token_uri": self.token_url,
        }
        path.write_text(json.dumps(told))
        return path

    def answer(self, path: str, form: dict[str, str]) -> Answer:
        """What a request gets."""
        if path == "/introspect":
            good = form.get("token") in self._good
            return 200, {"active": good, "username": self._user} if good else {"active": False}
        self.asked.append(form)
        if self.instead:
            return self.instead.pop(0)
        return self._token(form)

    def _token(self, form: dict[str, str]) -> Answer:
        grant = form.get("grant_type", "")
        if grant not in SCOPES:
            return 400, {"error": "unsupported_grant_type"}
        if wrong := self._assertion(form) if "assertion" in form else self._client(form):
            return 401 if wrong == "invalid_client" else 400, {
                "error": wrong,
                "error_description": f"{form} is no good",
            }
        if "assertion" not in form and SCOPES[grant] and form.get("scope") != SCOPES[grant]:
            return 400, {"error": "invalid_scope"}
        token = f"token-{secrets.token_hex(8)}"
        self._good.add(token)
        told = {"access_token": token, "token_type": "Bearer", "expires_in": self._expires_in}
        if grant == "refresh_token" and self._rotate:
            self._refresh = f"refresh-{secrets.token_hex(4)}"
            told["refresh_token"] = self._refresh
        return 200, told

    def _client(self, form: dict[str, str]) -> str | None:
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return "invalid_client"
        if form["grant_type"] == "refresh_token" and form.get("refresh_token") != self._refresh:
            return "invalid_grant"
        return None

    def _assertion(self, form: dict[str, str]) -> str | None:
        required = {"require": ["iss", "sub", "aud", "exp", "iat"]}
        try:
            claims = jwt.decode(
                form["assertion"], self._key.public_key(), ["RS256"], audience=self.token_url, options=required
            )
        except jwt.PyJWTError:
            return "invalid_grant"
        told = claims["iss"], claims["sub"], claims["scope"], claims["exp"] - claims["iat"]
        good = told == ("fuwake@project.iam.example", self._user, SCOPES[form["grant_type"]], 3600)
        return None if good else "unauthorized_client"


@functools.cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _handler(server: TokenServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            form = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
            status, told = server.answer(self.path, form)
            content = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing is said."""

    return Handler
