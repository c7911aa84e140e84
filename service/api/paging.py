"""The next page of an answer, as a link that programs can follow (RFC 8288)."""

from fastapi import Request, Response


def link_next(request: Request, response: Response, cursor: str | None) -> None:
    """Add `Link: <…>; rel="next"` if there is more."""
    if cursor:
        address = request.url.include_query_params(cursor=cursor)
        response.headers["Link"] = f'<{address.path}?{address.query}>; rel="next"'
