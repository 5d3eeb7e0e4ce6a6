package dev.berth.registry.http.distribution;

import dev.berth.registry.UploadSession;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.model.UploadId;

/** The response headers of an upload session (OCI Distribution Specification, "Pushing a blob in chunks"). */
final class SessionHeaders {

    private SessionHeaders() {}

    static HttpAnswer answer(int status, AuthorizedRequest call, UploadSession session) {
        HttpAnswer.Builder answer = HttpAnswer.of(status)
                .with(location(call, session.id()))
                .with(uuid(session.id()))
                .with(range(session.offset()));
        session.minimumChunk().ifPresent(least -> answer.with(HeaderName.OCI_CHUNK_MIN_LENGTH, Long.toString(least)));
        return answer.build();
    }

    static HttpHeader location(AuthorizedRequest call, UploadId id) {
        return new HttpHeader(HeaderName.LOCATION, DistributionRoot.location(call, "blobs/uploads/" + id));
    }

    static HttpHeader uuid(UploadId id) {
        return new HttpHeader(HeaderName.DOCKER_UPLOAD_UUID, id.value());
    }

    /** The first and last stored byte. The field cannot express "none": by custom, 0-0 means that too. */
    static HttpHeader range(long offset) {
        return new HttpHeader(HeaderName.RANGE, "0-" + Math.max(0, offset - 1));
    }
}
