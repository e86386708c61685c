"""Documents: list, show, upload, remove."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response, UploadFile

from api.http.access import ServicesOf
from api.http.schemas import DocumentBody, DocumentList, ForgetBody, IngestBody
from api.intake import forget_documents, ingest_uploads
from api.shapes import Json, document_full, document_row


def document_router() -> APIRouter:
    """Routes of documents."""
    router = APIRouter(tags=["documents"])

    @router.get("/documents", response_model=DocumentList, summary="List the documents")
    def documents(
        services: ServicesOf,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        offset: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
    ) -> Json:
        rows = list(services.ledger.records())
        return {"documents": [document_row(r) for r in rows[offset : offset + limit]], "total": len(rows)}

    @router.get("/documents/{document_id}", response_model=DocumentBody, summary="One document with its text")
    def document(services: ServicesOf, document_id: str) -> Json:
        found = services.ledger.find_document(document_id)
        return document_full(services.ledger.record(found), services.ledger.document(found))

    @router.post(
        "/documents",
        response_model=IngestBody,
        status_code=201,
        responses={200: {"model": IngestBody, "description": "Nothing new: the same files were there already"}},
        summary="Add files",
    )
    def upload(
        services: ServicesOf,
        response: Response,
        files: list[UploadFile],
        region: Annotated[str | None, Query(description="place of the documents' short names")] = None,
    ) -> Json:
        report = ingest_uploads(services, files, region)
        if not report["documents"]["added"] + report["documents"]["updated"]:
            response.status_code = 200
        return report

    @router.delete("/documents/{document_id}", response_model=ForgetBody, summary="Remove a document")
    def forget(services: ServicesOf, document_id: str) -> Json:
        return forget_documents(services, [document_id])

    return router
