"""The URL of a database, of which nothing is shown that may be a secret."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from compliance_engine.errors import UsageError
from compliance_engine.secrets import HIDDEN, Secret

EXAMPLE = "write the path of a file, or postgresql://user@host/database"
DRIVER = "postgresql+psycopg"

_SHOWN = frozenset(
    """
    host hostaddr port dbname user passfile connect_timeout client_encoding application_name
    fallback_application_name keepalives keepalives_idle keepalives_interval keepalives_count
    tcp_user_timeout replication gssencmode gsslib gssdelegation sslmode sslnegotiation
    sslcompression sslcert sslkey sslcertmode sslrootcert sslcrl sslcrldir sslsni
    ssl_min_protocol_version ssl_max_protocol_version requirepeer require_auth channel_binding
    krbsrvname service target_session_attrs load_balance_hosts
    """.split()  # noqa: SIM905
)
"""Parameters of a connection to PostgreSQL in which no secret has its place."""

_HIDDEN = frozenset({"password", "sslpassword", "options", "scram_client_key", "scram_server_key"})
"""Those whose values are never shown."""

_PLAIN = re.compile(r"[\w./,: +-]*")
_NAME = re.compile(r"[\w.+-]*")
_HOST = re.compile(r"[\w.:-]*")

_DEFAULTS = {
    "connect_timeout": "30",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
}
"""Bounds in seconds, the last in milliseconds: a server that is gone is noticed."""


@dataclass(frozen=True)
class DatabaseURL:
    """Where a database of PostgreSQL is, and how to get in.

    As text it is `shown`, without its secrets.
    """

    shown: str
    secrets: tuple[Secret, ...] = field(repr=False)
    _url: URL = field(repr=False)

    def __str__(self) -> str:
        """Without its secrets."""
        return self.shown

    @property
    def revealed(self) -> URL:
        """All of it, for the connection alone."""
        return self._url

    def hidden_in(self, text: str) -> str:
        """A text without the secrets, should a server or a driver have repeated them."""
        for one in self.secrets:
            text = one.hidden_in(text)
        return text

    @classmethod
    def read(cls, given: str) -> DatabaseURL:
        """Raises UsageError, which repeats nothing of what was given."""
        url = parsed(given)
        _, _, query = given.partition("?")
        if any("=" not in one for one in query.split("&") if query):
            raise _unreadable("what follows ? is written as name=value")
        if _HOST.fullmatch(url.host or "") is None:
            raise _unreadable("write @ in a password as %40, / as %2F")
        if _NAME.fullmatch(url.database or "") is None:
            raise _unreadable("the name of the database has characters that are not plain")
        for name in url.query:
            if name not in _SHOWN | _HIDDEN:
                raise _unreadable("after ? stands a parameter that PostgreSQL does not know")
        return cls._of(url)

    @classmethod
    def _of(cls, url: URL) -> DatabaseURL:
        secrets = [Secret(str(url.password or ""))]
        user = url.username or ""
        if _NAME.fullmatch(user) is None:
            secrets.append(Secret(user))
            user = HIDDEN
        told = []
        for name, value in url.query.items():
            for one in (value,) if isinstance(value, str) else value:
                plain = name in _SHOWN and _PLAIN.fullmatch(one) is not None
                told.append(f"{name}={one.replace(' ', '+') if plain else HIDDEN}")
                secrets += [] if plain else [Secret(one)]
        shown = "postgresql://" + user + (f":{HIDDEN}" if url.password else "")
        shown += "@" if user or url.password else ""
        shown += f"[{url.host}]" if ":" in (url.host or "") else url.host or ""
        shown += f":{url.port}" if url.port else ""
        shown += f"/{url.database}" if url.database is not None else ""
        shown += f"?{'&'.join(told)}" if told else ""
        bounds = {name: one for name, one in _DEFAULTS.items() if name not in url.query}
        full = url.set(drivername=DRIVER).update_query_dict(bounds)
        return cls(shown, tuple(one for one in secrets if one), full)


def parsed(given: str) -> URL:
    """The parts of a URL. Raises UsageError, which repeats nothing of it."""
    try:
        return make_url(given)
    except (ArgumentError, ValueError):
        pass  # what is raised here would show the URL in a trace
    raise _unreadable("it is not a URL")


def _unreadable(why: str) -> UsageError:
    return UsageError(
        f"--store is not a URL that can be read ({why}); it may hold a password, and is not "
        f"repeated here: {EXAMPLE}"
    )
