package dev.berth.registry.http.distribution;

import dev.berth.registry.Blob;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.PresignedUrlOptions;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpBody;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.Redirects;
import dev.berth.registry.http.Refusal;
import dev.berth.registry.http.field.EntityTag;
import dev.berth.registry.http.field.RangeField;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;
import java.util.Optional;

/** Blobs by digest (OCI Distribution Specification, "Pulling blobs"; RFC 9110, section 14, for ranges). */
final class BlobEndpoint {
    private static final HttpHeader CONTENT_TYPE = new HttpHeader(HeaderName.CONTENT_TYPE, "application/octet-stream");
    private static final HttpHeader ACCEPT_RANGES = new HttpHeader(HeaderName.ACCEPT_RANGES, "bytes");
    private static final HttpHeader IMMUTABLE = new HttpHeader(HeaderName.CACHE_CONTROL, "max-age=31536000, immutable");

    /** A link is one client's, and ends. */
    private static final HttpHeader NOT_KEPT = new HttpHeader(HeaderName.CACHE_CONTROL, "no-store");

    private final Optional<Redirects> redirects;

    BlobEndpoint(ProtocolConfig settings) {
        redirects = settings.redirects();
    }

    HttpAnswer head(AuthorizedRequest call) {
        Digest digest = call.digest();
        long size = call.registry().blobs().confirm(call.repository(), digest).orElseThrow(() -> unknown(call));
        return EntityTag.isKnownTo(call.request(), digest)
                ? describe(304, digest).build()
                : describe(200, digest).body(new HttpBody.Omitted(size)).build();
    }

    HttpAnswer get(AuthorizedRequest call) {
        Digest digest = call.digest();
        Blob blob = call.registry().blobs().find(call.repository(), digest).orElseThrow(() -> unknown(call));
        if (EntityTag.isKnownTo(call.request(), digest)) {
            return describe(304, digest).build();
        }
        return redirect(call, blob).orElseGet(() -> content(call, blob));
    }

    /** A range is requested again from storage by the client. */
    private Optional<HttpAnswer> redirect(AuthorizedRequest call, Blob blob) {
        return redirects
                .filter(covering -> covering.cover(call.repository()) && !isScript(call))
                .flatMap(covering ->
                        blob.link(new PresignedUrlOptions(covering.lifetime(), CONTENT_TYPE.value(), "attachment")))
                .map(link -> HttpAnswer.of(307)
                        .with(HeaderName.LOCATION, link.toString())
                        .with(HeaderName.DOCKER_CONTENT_DIGEST, blob.digest().toString())
                        .with(NOT_KEPT)
                        .build());
    }

    /** The page may read from its registry only: its policy forbids other addresses. */
    private static boolean isScript(AuthorizedRequest call) {
        return call.request().header(HeaderName.X_REQUESTED_WITH).isPresent();
    }

    private static HttpAnswer content(AuthorizedRequest call, Blob blob) {
        return part(call, blob)
                .map(range -> partial(blob, range))
                .orElseGet(() -> describe(200, blob.digest())
                        .body(new HttpBody.Stream(blob.open(ByteRange.whole(blob.size()))))
                        .build());
    }

    HttpAnswer delete(AuthorizedRequest call) {
        call.registry().blobs().delete(call.repository(), call.digest());
        return HttpAnswer.of(202).build();
    }

    /** A range counts only for the content the client has the beginning of (RFC 9110, section 13.1.5). */
    private static Optional<ByteRange> part(AuthorizedRequest call, Blob blob) {
        return call.request()
                .header(HeaderName.RANGE)
                .filter(range -> call.request()
                        .header(HeaderName.IF_RANGE)
                        .map(EntityTag.of(blob.digest())::equals)
                        .orElse(true))
                .flatMap(range -> RangeField.parse(range, blob.size()));
    }

    private static HttpAnswer partial(Blob blob, ByteRange range) {
        String contentRange = "bytes " + range.offset() + "-" + (range.end() - 1) + "/" + blob.size();
        return describe(206, blob.digest())
                .with(HeaderName.CONTENT_RANGE, contentRange)
                .body(new HttpBody.Stream(blob.open(range)))
                .build();
    }

    private static HttpAnswer.Builder describe(int status, Digest digest) {
        return HttpAnswer.of(status)
                .with(CONTENT_TYPE)
                .with(HeaderName.DOCKER_CONTENT_DIGEST, digest.toString())
                .with(HeaderName.ETAG, EntityTag.of(digest))
                .with(IMMUTABLE)
                .with(ACCEPT_RANGES);
    }

    private static Refusal unknown(AuthorizedRequest call) {
        return Refusal.because(ErrorCode.BLOB_UNKNOWN, "no such blob in " + call.repository());
    }
}
