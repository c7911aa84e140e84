"""What each request needs: a table, read from the top. What it does not name needs an administrator."""

import re
from dataclasses import dataclass

from service.access.audit import Action
from service.access.roles import Caller, Role
from service.errors import Forbidden, NotAuthenticated

_ANY = "GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE|TRACE"
_READ = "GET|HEAD|OPTIONS"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may send requests of these methods to these paths: `role` None means everyone, key or no key.

    `whole` demands a key for all collections. `action` is what the audit trail calls it; None is not written down.
    """

    methods: str
    path: str
    role: Role | None
    whole: bool = False
    action: Action | None = None

    def fits(self, method: str, path: str) -> bool:
        """Whether the rule is for this request."""
        return method in self.methods.split("|") and re.fullmatch(self.path, path, re.DOTALL) is not None

    def check(self, caller: Caller) -> None:
        """Raise `NotAuthenticated` or `Forbidden` unless the caller may."""
        if self.role is None:
            return
        if caller.role is None:
            raise no_key("The request bears no key.")
        if not caller.role.includes(self.role):
            raise Forbidden(f"This key is of role {caller.role}.", expected=f"role {self.role}")
        if self.whole and not caller.scope.whole:
            raise Forbidden("This key is for some collections.", expected="a key for all of them")


RULES = (
    Rule("POST", "/sign-in", None, action=Action.SIGN_IN),
    Rule(_ANY, "/health/(live|ready)|/static/.*|/sign-(in|out)|/preferences", None),
    Rule(_READ, "/metrics", Role.READER, whole=True),
    Rule("POST", "/documents/retry", Role.ANALYST, whole=True, action=Action.RETRY),
    Rule("POST", "/documents/[^/]+/retry", Role.ANALYST, action=Action.RETRY),
    Rule("POST", "/documents/[^/]+/delete", Role.ADMIN, action=Action.DELETE),
    Rule("DELETE", "/v1/documents/[^/]+", Role.ADMIN, action=Action.DELETE),
    Rule("POST", "/documents|/v1/documents", Role.ANALYST, action=Action.UPLOAD),
    Rule(_READ, "/v1/documents/[^/]+/original", Role.READER, action=Action.DOWNLOAD),
    Rule(_READ, ".*", Role.READER),
)
_OTHERWISE = Rule("", "", Role.ADMIN, whole=True)


def rule_for(method: str, path: str) -> Rule:
    """The first rule that fits."""
    return next((rule for rule in RULES if rule.fits(method, path)), _OTHERWISE)


def no_key(found: str) -> NotAuthenticated:
    """What a request without a good key is answered with."""
    return NotAuthenticated(
        found,
        expected="a header `Authorization: Bearer tally_…`",
        advice="An administrator makes keys with `tally keys add`.",
    )
