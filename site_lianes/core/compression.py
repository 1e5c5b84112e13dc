"""Answers that are not kept, compressed as they are made."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from site_lianes.core.content import is_shown_to_all
from site_lianes.core.page_cache.entry import compress, encoding_for, is_compressible
from site_lianes.core.page_cache.keeping import KEPT_UNTIL


class CompressionMiddleware(GZipMiddleware):
    """Compresses pages, and not the files that are streamed: images are compressed already.

    Nor what the page cache keeps, and compresses once. What any visitor may see is compressed as
    that is, in half of the time or less; all else by Django, which can hide its length (BREACH).
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.streaming or KEPT_UNTIL in response:
            return response
        # A form's token, which comes with its cookie, is a secret.
        if is_shown_to_all() and not response.cookies:
            return _compressed_for_all(request, response)
        return super().process_response(request, response)


class StableCompressionMiddleware(CompressionMiddleware):
    """The same bytes each time: for what holds no secret that their length could betray."""

    max_random_bytes = 0


def _compressed_for_all(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    content_type = response.get("Content-Type", "")
    if "Content-Encoding" in response or not is_compressible(content_type, response.content):
        return response
    patch_vary_headers(response, ("Accept-Encoding",))
    if encoding := encoding_for(request.headers.get("Accept-Encoding", "")):
        response.content = compress(response.content, encoding)
        response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(response.content))
        if (etag := response.get("ETag", "")).startswith('"'):
            # The same page in other bytes (RFC 9110, section 8.8.1).
            response["ETag"] = f"W/{etag}"
    return response
