package dev.berth.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.http.field.Accept;
import dev.berth.registry.http.field.Authorization;
import dev.berth.registry.http.field.EntityTag;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Header fields of requests. */
public final class FieldsFuzzTest {
    private static final Digest DIGEST = Digest.of("sha256:" + "0".repeat(64));
    private static final List<String> IMAGES = List.of(
            MediaType.DOCKER_MANIFEST.value(),
            MediaType.OCI_MANIFEST.value(),
            MediaType.DOCKER_SCHEMA_1_SIGNED.value());

    @FuzzTest
    void authorization(byte[] input) {
        Credentials credentials = authorized(text(input));
        if (credentials instanceof Credentials.Bearer bearer) {
            assertThat(bearer.token()).isNotEmpty().isEqualTo(bearer.token().strip());
            assertThat(text(input)).matches("(?is)bearer .*").contains(bearer.token());
            assertThat(bearer).hasToString("Bearer[token=***]");
        } else if (credentials instanceof Credentials.Basic login) {
            assertThat(login).hasToString("Basic[user=" + login.user() + ", password=***]");
        } else {
            // A colon, in any of the ways the decoder puts up with.
            assertThat(text(input).substring(6).strip()).matches("O[g-v](==)?");
        }
    }

    @FuzzTest
    void login(byte[] input) {
        String pair = text(input);
        int colon = pair.indexOf(':');
        Credentials read =
                authorized("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        if (pair.equals(":")) {
            assertThat(read).isEqualTo(new Credentials.None());
        } else if (colon < 0) {
            assertThat(read).isEqualTo(new Credentials.Basic("", ""));
        } else {
            assertThat(read).isEqualTo(new Credentials.Basic(pair.substring(0, colon), pair.substring(colon + 1)));
        }
    }

    @FuzzTest
    void accept(byte[] input) {
        String field = text(input);
        List<String> wanted = Arrays.stream(field.split(","))
                .map(range ->
                        Arrays.stream(range.split(";", -1)).map(String::strip).toList())
                .filter(parts -> parts.stream().skip(1).noneMatch(part -> part.matches("q=0[.0]*")))
                .map(parts -> parts.get(0))
                .toList();
        boolean readsLists = wanted.stream()
                .anyMatch(type -> type.endsWith("/*")
                        || type.equals(MediaType.OCI_INDEX.value())
                        || type.equals(MediaType.DOCKER_MANIFEST_LIST.value()));
        assertThat(Accept.wantsSingleImage(new SentRequest(HeaderName.ACCEPT, field)))
                .isEqualTo(!readsLists && wanted.stream().anyMatch(IMAGES::contains));
    }

    @FuzzTest
    void ifNoneMatch(byte[] input) {
        String field = text(input);
        boolean known = EntityTag.isKnownTo(new SentRequest(HeaderName.IF_NONE_MATCH, field), DIGEST);
        boolean said = Arrays.stream(field.split(","))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*")
                        || tag.equals(DIGEST.toString())
                        || tag.replaceFirst("^W/", "").equals("\"" + DIGEST + "\""));
        assertThat(known).isEqualTo(said);
    }

    @FuzzTest
    void requestId(byte[] input) {
        String id = RequestId.of(new SentRequest(HeaderName.X_REQUEST_ID, text(input)));
        assertThat(id).matches("[A-Za-z0-9._-]{1,64}");
        if (text(input).matches("[A-Za-z0-9._-]{1,64}")) {
            assertThat(id).isEqualTo(text(input));
        }
    }

    private static Credentials authorized(String field) {
        return Authorization.of(new SentRequest(HeaderName.AUTHORIZATION, field));
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
