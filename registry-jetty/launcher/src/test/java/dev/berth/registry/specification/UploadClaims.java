package dev.berth.registry.specification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upload sessions, apart from what they are for. */
abstract class UploadClaims extends Claims {

    @Test
    void aCancelledSessionIsGone() throws Exception {
        URI session = repository.begin().location();

        wire.delete(session).is(204);

        wire.get(session).refuses(404, "BLOB_UPLOAD_UNKNOWN");
        wire.delete(session).refuses(404, "BLOB_UPLOAD_UNKNOWN");
        wire.send("PATCH", session, Wire.measured(generated.bytes(10))).refuses(404, "BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void aFinishedSessionIsGone() throws Exception {
        Content blob = content("sha256", 100);
        URI session = repository.begin().location();

        repository.close(session, blob.digest(), blob.bytes()).is(201);

        wire.get(session).refuses(404, "BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void aSessionTellsWhereItStands() throws Exception {
        URI session = repository.begin().location();
        session = wire.send("PATCH", session, Wire.measured(generated.bytes(100)))
                .is(202)
                .has("Range", "0-99")
                .locationOr(session);

        Answer status = wire.get(session).is(204).has("Range", "0-99");

        assertThat(status.locationOr(session).getPath())
                .startsWith(repository.uploads().getPath());
    }

    @Test
    void aSessionBelongsToItsRepository() throws Exception {
        URI session = repository.begin().location();
        String path =
                session.getPath().replace(repository.name(), wire.repository().name());

        wire.get(wire.uri(path)).refuses(404, "BLOB_UPLOAD_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten-eleven", "5-3", "0", "-", "0-99999999999999999999"})
    void refusesARangeThatIsNone(String range) throws Exception {
        URI session = repository.begin().location();

        wire.send("PATCH", session, Wire.measured(generated.bytes(10)), "Content-Range", range)
                .is(400, 416);

        wire.get(session).is(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:short", "md5:d41d8cd98f00b204e9800998ecf8427e", "no digest"})
    void refusesADigestThatIsNone(String digest) throws Exception {
        URI session = repository.begin().location();

        repository.close(session, digest, new byte[0]).refuses(400, "DIGEST_INVALID");
    }

    @Test
    void aPutNeedsADigest() throws Exception {
        URI session = repository.begin().location();

        wire.send("PUT", session, Wire.measured(generated.bytes(10))).refuses(400, "DIGEST_INVALID");
    }
}
