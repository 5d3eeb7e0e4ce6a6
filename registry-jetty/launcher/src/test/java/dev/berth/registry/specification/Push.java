package dev.berth.registry.specification;

import java.io.IOException;
import java.net.URI;

/** Every way of pushing a blob (section "Pushing blobs"). Answers what the last request was answered. */
enum Push {
    /** POST with everything in it. */
    POST_ONLY {
        @Override
        Answer push(Repository repository, Content blob, String digest) throws IOException, InterruptedException {
            URI target = Repository.with(repository.uploads(), "digest", digest);
            return repository.wire().send("POST", target, Wire.measured(blob.bytes()), CONTENT_TYPE);
        }
    },
    /** POST, then PUT with everything in it. */
    POST_THEN_PUT {
        @Override
        Answer push(Repository repository, Content blob, String digest) throws IOException, InterruptedException {
            return repository.close(repository.begin().location(), digest, blob.bytes(), CONTENT_TYPE);
        }
    },
    /** POST, PATCH with everything in it and a range, PUT. */
    ONE_CHUNK {
        @Override
        Answer push(Repository repository, Content blob, String digest) throws IOException, InterruptedException {
            return new ChunkedPush(repository, blob, digest, blob.size()).inOrder();
        }
    },
    /** POST, several PATCH, PUT. */
    CHUNKS {
        @Override
        Answer push(Repository repository, Content blob, String digest) throws IOException, InterruptedException {
            return new ChunkedPush(repository, blob, digest, CHUNK).inOrder();
        }
    },
    /** The same, with the last chunk in the PUT. */
    CHUNKS_LAST_IN_PUT {
        @Override
        Answer push(Repository repository, Content blob, String digest) throws IOException, InterruptedException {
            return new ChunkedPush(repository, blob, digest, CHUNK).lastInPut().inOrder();
        }
    },
    /** Chunks, and before each a wrong one that has to be refused. */
    OUT_OF_ORDER {
        @Override
        Answer push(Repository repository, Content blob, String digest) throws IOException, InterruptedException {
            return new ChunkedPush(repository, blob, digest, CHUNK).disturbed();
        }
    },
    /** The same, with the last chunk, and the wrong last chunk, in a PUT. */
    OUT_OF_ORDER_LAST_IN_PUT {
        @Override
        Answer push(Repository repository, Content blob, String digest) throws IOException, InterruptedException {
            return new ChunkedPush(repository, blob, digest, CHUNK).lastInPut().disturbed();
        }
    },
    /** POST, PATCH without range or length, PUT. */
    STREAM {
        @Override
        Answer push(Repository repository, Content blob, String digest) throws IOException, InterruptedException {
            URI session = repository.begin().location();
            Answer accepted = repository
                    .wire()
                    .send("PATCH", session, Wire.streamed(blob.bytes()), CONTENT_TYPE)
                    .is(202);
            return repository.close(accepted.location(), digest, new byte[0]);
        }
    };

    private static final int CHUNK = 1024;
    private static final String[] CONTENT_TYPE = {"Content-Type", MediaTypes.OCTETS};

    /** Pushes {@code blob} and says that its digest is {@code digest}. */
    abstract Answer push(Repository repository, Content blob, String digest) throws IOException, InterruptedException;
}
