"""The application: routes, pages and errors over one archive, with the worker that empties the queue."""

import importlib
import pkgutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from types import ModuleType

from fastapi import APIRouter, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware

import service.api.routes
import service.web.pages
from service.access.gate import Gate
from service.access.rates import Rates
from service.api import metrics, openapi, problems
from service.api.guard import Guard
from service.api.headers import SecurityHeaders
from service.api.origin import SameOrigin
from service.api.requests import Logged
from service.api.state import Parts
from service.api.unexpected import Unexpected
from service.archive import open_archive
from service.jobs import Jobs
from service.settings import Settings
from service.tracing import FASTAPIS_OWN, TracedRequests, wanted
from service.web import errors, files

_SMALLEST_TO_COMPRESS = 1_000


def create_app(
    settings: Settings, *, work: bool = True, hosts: frozenset[str] | None = None, keys: bool = False
) -> FastAPI:
    """The whole service. `work` False leaves the queue to other processes; `hosts` None answers any host name.

    `keys` demands a key of every caller; without it, keys are needed once there is one. Raises `NoKeys` when it starts
    with keys demanded and nobody has one.
    """
    gate = Gate(settings, demanded=keys)
    app = FastAPI(
        title="Tally",
        version=version("tally"),
        description=openapi.DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan(settings, gate, work=work),
        telemetry=FASTAPIS_OWN,
    )
    problems.install(app, errors.answer)
    for package in (service.api.routes, service.web.pages):
        for router in _routers(package):
            app.include_router(router)
    app.mount("/static", files.files(), name="static")
    openapi.install(app)
    for middleware, options in (
        (GZipMiddleware, {"minimum_size": _SMALLEST_TO_COMPRESS}),
        (Guard, {"gate": gate, "rates": Rates(settings.rate, settings.burst), "render": errors.answer}),
        (SameOrigin, {"hosts": hosts}),
        (Unexpected, {}),
        (metrics.Measure, {}),
        (Logged, {}),
    ):
        app.add_middleware(middleware, **options)
    if wanted(settings):
        app.add_middleware(TracedRequests)
    app.add_middleware(SecurityHeaders)
    return app


def _routers(package: ModuleType) -> list[APIRouter]:
    """The `ROUTER` of each module in the package, in the order of their names."""
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__, package.__name__ + "."))
    return [importlib.import_module(name).ROUTER for name in names]


def _lifespan(settings: Settings, gate: Gate, *, work: bool) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def alive(app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(gate.check)
        archive = await run_in_threadpool(open_archive, settings)
        jobs = Jobs(archive)
        if work:
            await run_in_threadpool(jobs.start)
        app.state.parts = Parts(archive, jobs, gate)
        try:
            yield
        finally:
            await run_in_threadpool(jobs.stop)
            await run_in_threadpool(archive.close)
            await run_in_threadpool(gate.close)

    return alive
