"""An identity provider (OpenID Connect) as an office has one, as small as it can be: `python -m tests.access.identity_provider PORT PEOPLE`.

PEOPLE is a JSON file, read at each sign-in: a person's name -> their claims. Whoever is there signs in by being named in
`?person=`, as by a password; the rest is as the standard says: codes for one use, PKCE, signed ID tokens, keys published.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "zhiping", "provider-and-client-know-this"


def made(issuer: str, people: Path) -> Starlette:
    """The provider as an application."""
    key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
    given: dict[str, dict[str, str]] = {}  # code -> what it was given for

    async def discovery(_request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/keys",
                "end_session_endpoint": f"{issuer}/end",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def keys(_request: Request) -> Response:
        return JSONResponse({"keys": [key.as_dict(private=False)]})

    async def authorize(request: Request) -> Response:
        asked = dict(request.query_params)
        if asked.get("client_id") != CLIENT or asked.get("code_challenge_method") != "S256":
            return PlainTextResponse("unknown client, or no PKCE", 400)
        back = {"state": asked["state"]}
        person = request.cookies.get("person") or asked.get("person", "")
        if person not in json.loads(people.read_text("utf-8")):
            back |= {"error": "access_denied"}
        else:
            code = back["code"] = secrets.token_urlsafe(16)
            given[code] = {**asked, "person": person}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}", 302)

    async def end(request: Request) -> Response:
        """A sign-out that the client asks for: back to an address of the client, else nowhere."""
        asked = request.query_params
        back = asked.get("post_logout_redirect_uri", "")
        if asked.get("client_id") != CLIENT or not back.startswith("http://127.0.0.1:"):
            return PlainTextResponse("unknown client", 400)
        answer = RedirectResponse(back, 302)
        answer.delete_cookie("person")
        return answer

    async def token(request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        scheme, _space, written = request.headers.get("authorization", "").partition(" ")
        is_client = scheme == "Basic" and base64.b64decode(written).decode() == f"{CLIENT}:{SECRET}"
        asked = given.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if not is_client or asked is None or asked["redirect_uri"] != form["redirect_uri"] or challenge != asked["code_challenge"]:  # fmt: skip
            return JSONResponse({"error": "invalid_grant"}, 400)
        claims: dict[str, Any] = json.loads(people.read_text("utf-8"))[asked["person"]]
        now = int(time.time())
        told = {
            "iss": issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": asked.get("nonce"),
            **claims,
        }
        return JSONResponse(
            {
                "access_token": secrets.token_urlsafe(16),
                "token_type": "Bearer",
                "expires_in": 60,
                "id_token": jwt.encode({"alg": "RS256", "kid": "1"}, told, key),
            }
        )

    return Starlette(
        routes=[
            Route("/.well-known/openid-configuration", discovery),
            Route("/keys", keys),
            Route("/authorize", authorize),
            Route("/end", end),
            Route("/token", token, methods=["POST"]),
        ]
    )


if __name__ == "__main__":
    port = int(sys.argv[1])
    uvicorn.run(
        made(f"http://127.0.0.1:{port}", Path(sys.argv[2])), host="127.0.0.1", port=port, log_level="warning"
    )
