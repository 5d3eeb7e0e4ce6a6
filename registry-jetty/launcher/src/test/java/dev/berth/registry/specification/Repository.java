package dev.berth.registry.specification;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The addresses of a repository, and the requests every test makes. */
record Repository(Wire wire, String name) {
    private static final String[] ACCEPT = {"Accept", MediaTypes.INDEX, "Accept", MediaTypes.IMAGE};

    URI uploads() {
        return uri("blobs/uploads/");
    }

    URI blob(String digest) {
        return uri("blobs/" + digest);
    }

    URI manifest(String reference) {
        return uri("manifests/" + reference);
    }

    URI tags() {
        return uri("tags/list");
    }

    URI referrers(String subject) {
        return uri("referrers/" + subject);
    }

    private URI uri(String path) {
        return wire.uri("/v2/" + name + "/" + path);
    }

    /** Adds a parameter, keeping those that are there. */
    static URI with(URI target, String parameter, String value) {
        String query = parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return URI.create(target + (target.getRawQuery() == null ? "?" : "&") + query);
    }

    /** Opens an upload session. */
    Answer begin() throws IOException, InterruptedException {
        return wire.send("POST", uploads(), Wire.nothing()).is(202);
    }

    /** Ends an upload session, with what may be its last bytes. */
    Answer close(URI session, String digest, byte[] last, String... headers) throws IOException, InterruptedException {
        return wire.send("PUT", with(session, "digest", digest), Wire.measured(last), headers);
    }

    Answer push(Content blob) throws IOException, InterruptedException {
        return close(begin().location(), blob.digest(), blob.bytes(), "Content-Type", MediaTypes.OCTETS)
                .is(201);
    }

    /** Sends a manifest, its length unsaid as many clients do. */
    Answer put(URI target, String mediaType, byte[] manifest) throws IOException, InterruptedException {
        return wire.send("PUT", target, Wire.streamed(manifest), "Content-Type", mediaType);
    }

    Answer getManifest(String reference) throws IOException, InterruptedException {
        return wire.get(manifest(reference), ACCEPT);
    }

    Answer headManifest(String reference) throws IOException, InterruptedException {
        return wire.head(manifest(reference), ACCEPT);
    }

    /** Asserts that the blob is there, whole, and nothing else is said of it. */
    void hasBlob(Content blob) throws IOException, InterruptedException {
        wire.head(blob(blob.digest()))
                .is(200)
                .hasBody(new byte[0])
                .has("Content-Length", blob.size())
                .has("Docker-Content-Digest", blob.digest());
        wire.get(blob(blob.digest())).is(200).carries(blob);
    }

    void lacksBlob(String digest) throws IOException, InterruptedException {
        wire.head(blob(digest)).is(404);
    }

    /** Asserts that a blob goes when it is asked to, at once. */
    void losesBlob(String digest) throws IOException, InterruptedException {
        wire.delete(blob(digest)).is(202);
        lacksBlob(digest);
    }
}
