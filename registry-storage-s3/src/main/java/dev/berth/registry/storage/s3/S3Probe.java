package dev.berth.registry.storage.s3;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.StorageProbe.Problem;
import dev.berth.registry.spi.storage.StorageProbe.Scope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;

/**
 * Tries every kind of call of a registry, under names that no key has. The remains of a killed probe are found with
 * other abandoned uploads. For one thread, once.
 */
final class S3Probe {
    private static final StorageKey KEY = new StorageKey("probe");
    private static final Payload CONTENT = payload("berth");
    private static final Payload OTHER = payload("other");

    private final S3StoreContext bucket;
    private final S3Calls calls;
    private final String single;
    private final String multipart;
    private final List<Problem> problems = new ArrayList<>();

    S3Probe(S3StoreContext bucket) {
        this.bucket = bucket;
        this.calls = bucket.calls();
        this.single = bucket.names().tail(KEY, bucket.newId());
        this.multipart = bucket.names().tail(KEY, bucket.newId());
    }

    List<Problem> run(Scope scope) throws StoreException {
        required(() -> calls.list(bucket.names().root(), "", 1));
        if (scope == Scope.WRITE && problems.isEmpty()) {
            required(this::put);
            required(this::multipart);
            desired(this::checksum);
            desired(() -> calls.deleteAll(List.of(single, multipart)));
        }
        return List.copyOf(problems);
    }

    private interface Step {
        void run() throws StoreException;
    }

    private void required(Step step) throws StoreException {
        attempt(true, step);
    }

    private void desired(Step step) throws StoreException {
        attempt(false, step);
    }

    private void attempt(boolean required, Step step) throws StoreException {
        try {
            step.run();
        } catch (StoreException e) {
            if (e.kind() != Kind.PERMANENT) {
                throw e;
            }
            problems.add(new Problem(required, String.valueOf(e.getMessage())));
        }
    }

    private void put() throws StoreException {
        calls.publish(single, CONTENT, bucket.newId());
        if (bucket.config().conditionalWrites()) {
            requireRefusal("writing", () -> calls.publish(single, OTHER, bucket.newId()));
        }
    }

    private void multipart() throws StoreException {
        WriterToken.Upload upload = begin(multipart);
        desired(() -> findUpload(upload));
        complete(multipart, upload);
        if (bucket.config().conditionalWrites()) {
            WriterToken.Upload second = begin(single);
            requireRefusal("completing an upload", () -> complete(single, second));
        }
    }

    private WriterToken.Upload begin(String name) throws StoreException {
        String mark = bucket.newId();
        return new WriterToken.Upload(calls.create(name, mark), mark);
    }

    private void complete(String name, WriterToken.Upload upload) throws StoreException {
        try {
            calls.complete(name, upload, List.of(calls.part(name, upload.id(), 1, CONTENT)));
        } catch (StoreException e) {
            desired(() -> calls.abort(name, upload.id()));
            throw e;
        }
    }

    /** Of two writers that publish one object the second has to be refused. */
    private void requireRefusal(String what, Step second) throws StoreException {
        try {
            second.run();
        } catch (StoreException refused) {
            if (refused.kind() == Kind.PERMANENT) {
                return;
            }
            throw refused;
        }
        problems.add(new Problem(
                true,
                what + " replaces an object in spite of If-None-Match; set storage.s3.conditionalwrites to false if no"
                        + " more than one server writes to bucket "
                        + bucket.config().bucket()));
    }

    /** By a prefix that is not the whole name, as the uploads of several keys are looked for. */
    private void findUpload(WriterToken.Upload upload) throws StoreException {
        Optional<ListMultipartUploadsResponse> listed =
                calls.uploads(bucket.names().tails(KEY.value()), "", "");
        if (listed.isEmpty()
                || listed.get().uploads().stream()
                        .noneMatch(found -> upload.id().equals(found.uploadId()))) {
            problems.add(new Problem(
                    false,
                    "the store does not list multipart uploads by prefix; give bucket "
                            + bucket.config().bucket()
                            + " a lifecycle rule that ends unfinished ones after a few days"));
        }
    }

    private void checksum() throws StoreException {
        if (bucket.config().checksum() != S3Checksum.NONE && !calls.refusesDamage(single, CONTENT, OTHER)) {
            problems.add(new Problem(
                    false,
                    "the store does not verify " + bucket.config().checksum()
                            + " checksums; damage on the way to it shows only when a blob is pulled"));
        }
    }

    private static Payload payload(String text) {
        return Payload.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
