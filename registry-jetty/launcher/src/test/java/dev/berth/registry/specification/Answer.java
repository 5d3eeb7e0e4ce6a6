package dev.berth.registry.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The answer of a registry. Each assertion names the request. */
record Answer(String request, HttpResponse<byte[]> response) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 300;

    Answer is(Integer... statuses) {
        assertThat(status()).as("status of %s: %s", request, beginning()).isIn(Arrays.asList(statuses));
        return this;
    }

    int status() {
        return response.statusCode();
    }

    Answer has(String header, String value) {
        assertThat(all(header)).as("%s of %s", header, request).containsExactly(value);
        return this;
    }

    Answer has(String header, long value) {
        return has(header, Long.toString(value));
    }

    Answer hasBody(byte[] expected) {
        assertThat(response.body()).as("body of %s", request).isEqualTo(expected);
        return this;
    }

    /** The whole body, declared with its length and digest. */
    Answer carries(Content content) {
        return hasBody(content.bytes())
                .has("Content-Length", content.size())
                .has("Docker-Content-Digest", content.digest());
    }

    /** Refused for this reason, said so in the way the specification asks. */
    Answer refuses(int status, String code) throws IOException {
        is(status).has("Content-Type", "application/json");
        assertThat(json().path("errors").path(0).path("code").asText())
                .as("code of %s: %s", request, beginning())
                .isEqualTo(code);
        return this;
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    List<String> all(String header) {
        return response.headers().allValues(header);
    }

    /** The members of a header that is a list, on however many lines. */
    List<String> members(String header) {
        return all(header).stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .toList();
    }

    URI location() {
        assertThat(all("Location")).as("Location of %s", request).hasSize(1);
        return response.uri().resolve(all("Location").get(0));
    }

    /** The next location: some answers may omit it when it has not changed. */
    URI locationOr(URI last) {
        return header("Location").map(response.uri()::resolve).orElse(last);
    }

    /** The next page, if there is one. */
    Optional<URI> next() {
        return header("Link").map(link -> {
            assertThat(link).as("Link of %s", request).matches("<[^>]+>; rel=\"next\"");
            return response.uri().resolve(link.substring(1, link.indexOf('>')));
        });
    }

    JsonNode json() throws IOException {
        return JSON.readTree(response.body());
    }

    List<String> strings(String field) throws IOException {
        JsonNode values = json().path(field);
        assertThat(values.isArray())
                .as("%s of %s is a list: %s", field, request, beginning())
                .isTrue();
        return Stream.iterate(0, i -> i < values.size(), i -> i + 1)
                .map(i -> values.get(i).asText())
                .toList();
    }

    private String beginning() {
        String text = new String(response.body(), StandardCharsets.UTF_8);
        return text.length() > SHOWN ? text.substring(0, SHOWN) : text;
    }
}
