"""GET /metrics in Prometheus' text format."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from time import perf_counter

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from api.services import Services
from api.upkeep import sizes
from ingest.errors import WenmaiError

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


def _route(request: Request) -> str:
    """The route's pattern, not the path: a label for each entity id would grow without bound."""
    route = request.scope.get("route")
    return getattr(route, "path", "unmatched")


def add_metrics(app: FastAPI) -> None:
    """Count and time every request; show the home's sizes when asked."""
    registry = CollectorRegistry()
    requests = Counter("wenmai_requests", "Requests", ["method", "route", "status"], registry=registry)
    seconds = Histogram("wenmai_request_seconds", "Seconds", ["route"], registry=registry, buckets=BUCKETS)
    home = Gauge("wenmai_home", "What the home holds", ["what"], registry=registry)

    @app.middleware("http")
    async def measure(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        start = perf_counter()
        response = await call_next(request)
        route = _route(request)
        requests.labels(request.method, route, str(response.status_code)).inc()
        seconds.labels(route).observe(perf_counter() - start)
        return response

    @app.get("/metrics", tags=["status"], summary="Prometheus metrics", response_class=PlainTextResponse)
    def metrics(request: Request) -> Response:
        services: Services = request.app.state.services
        try:
            for what, count in sizes(services).items():
                home.labels(what).set(count)
        except WenmaiError:
            home.clear()  # no ledger yet: the request metrics still stand
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
