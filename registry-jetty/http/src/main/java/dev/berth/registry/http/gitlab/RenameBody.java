package dev.berth.registry.http.gitlab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.model.RepositoryName;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a rename: an object with one member.
 *
 * @param name another last segment; empty for a move
 * @param namespace another path above the last segment; empty for another name
 */
record RenameBody(Optional<String> name, Optional<RepositoryName> namespace) {
    private static final int LONGEST = 4_096;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static RenameBody read(InputStream body) {
        Map<String, String> members = members(bytes(body));
        for (String member : members.keySet()) {
            if (!member.equals("name") && !member.equals("namespace")) {
                throw wrong(member, "name or namespace");
            }
        }
        if (members.size() != 1) {
            throw wrong("name", "exactly one of name and namespace");
        }
        return new RenameBody(
                Optional.ofNullable(members.get("name")).map(RenameBody::segment),
                Optional.ofNullable(members.get("namespace")).map(RenameBody::path));
    }

    private static String segment(String text) {
        if (text.indexOf('/') >= 0 || RepositoryName.parse(text).isEmpty()) {
            throw wrong("name", "one segment of the path of a repository");
        }
        return text;
    }

    private static RepositoryName path(String text) {
        return RepositoryName.parse(text).orElseThrow(() -> wrong("namespace", "the path of a repository"));
    }

    private static byte[] bytes(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new RegistryException(
                        ErrorCode.INVALID_JSON_BODY, "the body has more than " + LONGEST + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new RegistryException(ErrorCode.INVALID_JSON_BODY, "the request broke off");
        }
    }

    private static Map<String, String> members(byte[] bytes) {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw notAnObject();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String member = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    throw new RegistryException(
                            ErrorCode.INVALID_BODY_PARAMETER_TYPE,
                            "member " + member + " is not valid; allowed: a string",
                            Map.of("parameter", member, "allowed", "a string"));
                }
                members.put(member, json.getText());
            }
            if (json.nextToken() != null) {
                throw notAnObject();
            }
            return members;
        } catch (JsonProcessingException e) {
            throw notAnObject();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory does not fail", e);
        }
    }

    private static RegistryException notAnObject() {
        return new RegistryException(ErrorCode.INVALID_JSON_BODY, "the body is not one JSON object");
    }

    static RegistryException wrong(String member, String allowed) {
        return new RegistryException(
                ErrorCode.INVALID_BODY_PARAMETER,
                "member " + member + " is not valid; allowed: " + allowed,
                Map.of("parameter", member, "allowed", allowed));
    }
}
