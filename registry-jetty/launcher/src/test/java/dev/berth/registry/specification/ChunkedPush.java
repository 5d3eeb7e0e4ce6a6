package dev.berth.registry.specification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;

/** An upload in chunks (section "Pushing a blob in chunks"). */
final class ChunkedPush {
    private final Repository repository;
    private final Content blob;
    private final String digest;
    private final int atLeast;
    private boolean lastInPut;

    ChunkedPush(Repository repository, Content blob, String digest, int atLeast) {
        this.repository = repository;
        this.blob = blob;
        this.digest = digest;
        this.atLeast = atLeast;
    }

    ChunkedPush lastInPut() {
        lastInPut = true;
        return this;
    }

    Answer inOrder() throws IOException, InterruptedException {
        return push(false);
    }

    Answer disturbed() throws IOException, InterruptedException {
        return push(true);
    }

    private Answer push(boolean disturbed) throws IOException, InterruptedException {
        Answer begun = repository.begin();
        URI session = begun.location();
        int chunk = chunkSize(begun);
        for (int first = 0; first < blob.size(); first += chunk) {
            if (disturbed) {
                session = refused(session, first, chunk);
            }
            int last = lastOf(first, chunk);
            if (lastInPut && isFinal(last)) {
                return send("PUT", session, first, last);
            }
            session = send("PATCH", session, first, last)
                    .is(202)
                    .has("Range", "0-" + last)
                    .locationOr(session);
        }
        return repository.close(session, digest, new byte[0]);
    }

    /** Sends the chunk after the one that is due, or the first one again, and looks whether it did any harm. */
    private URI refused(URI session, int due, int chunk) throws IOException, InterruptedException {
        int wrong = due + chunk < blob.size() ? due + chunk : 0;
        if (wrong == due) {
            return session;
        }
        int last = lastOf(wrong, chunk);
        send(lastInPut && isFinal(last) ? "PUT" : "PATCH", session, wrong, last).is(416);
        Answer status = repository.wire().get(session).is(204);
        if (due > 0) {
            status.has("Range", "0-" + (due - 1));
        }
        assertThat(status.header("Range")).as("Range of %s", status.request()).isPresent();
        return status.locationOr(session);
    }

    private Answer send(String method, URI session, int first, int last) throws IOException, InterruptedException {
        URI target = method.equals("PUT") ? Repository.with(session, "digest", digest) : session;
        return repository
                .wire()
                .send(
                        method,
                        target,
                        Wire.measured(blob.part(first, last)),
                        "Content-Type",
                        MediaTypes.OCTETS,
                        "Content-Range",
                        first + "-" + last);
    }

    private int chunkSize(Answer begun) {
        int minimum =
                begun.header("OCI-Chunk-Min-Length").map(Integer::parseInt).orElse(1);
        return Math.max(minimum, atLeast);
    }

    private int lastOf(int first, int chunk) {
        return Math.min(first + chunk, blob.size()) - 1;
    }

    private boolean isFinal(int last) {
        return last == blob.size() - 1;
    }
}
