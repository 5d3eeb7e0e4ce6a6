package dev.berth.registry.http.distribution;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.UploadRangeException;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Refusal;
import dev.berth.registry.http.field.ChunkField;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.UploadId;

/** The continuation of an upload (OCI Distribution Specification, "Pushing a blob in chunks"). */
final class SessionEndpoint {
    HttpAnswer get(AuthorizedRequest call) {
        return SessionHeaders.answer(204, call, call.registry().uploads().status(call.repository(), id(call)));
    }

    HttpAnswer patch(AuthorizedRequest call) {
        UploadId id = id(call);
        try {
            return SessionHeaders.answer(
                    202, call, call.registry().uploads().append(call.repository(), id, ChunkField.of(call.request())));
        } catch (UploadRangeException e) {
            throw elsewhere(call, id, e);
        }
    }

    HttpAnswer put(AuthorizedRequest call) {
        UploadId id = id(call);
        Digest digest = AuthorizedRequest.digest(call.query()
                .first("digest")
                .orElseThrow(() -> Refusal.because(
                        ErrorCode.DIGEST_INVALID, "the digest parameter is required to finish an upload")));
        try {
            call.registry().uploads().finish(call.repository(), id, digest, ChunkField.of(call.request()));
        } catch (UploadRangeException e) {
            throw elsewhere(call, id, e);
        }
        return StartEndpoint.created(call, digest);
    }

    HttpAnswer delete(AuthorizedRequest call) {
        call.registry().uploads().cancel(call.repository(), id(call));
        return HttpAnswer.of(204).build();
    }

    /** Reports the location for the next request. */
    private static Refusal elsewhere(AuthorizedRequest call, UploadId id, UploadRangeException e) {
        return Refusal.of(
                e, SessionHeaders.location(call, id), SessionHeaders.uuid(id), SessionHeaders.range(e.offset()));
    }

    private static UploadId id(AuthorizedRequest call) {
        return UploadId.parse(call.argument())
                .orElseThrow(
                        () -> Refusal.because(ErrorCode.BLOB_UPLOAD_UNKNOWN, "no such upload in " + call.repository()));
    }
}
