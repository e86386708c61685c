"""How a handler gets at the application's services."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from api.services import Services


def services_of(request: Request) -> Services:
    """The services that `create_app` made."""
    return cast(Services, request.app.state.services)


ServicesOf = Annotated[Services, Depends(services_of)]
