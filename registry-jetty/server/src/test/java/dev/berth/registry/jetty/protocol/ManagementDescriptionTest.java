package dev.berth.registry.jetty.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.http.Endpoint;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The description of {@code /api/v1/} names the operations of the server, no fewer and no more. */
class ManagementDescriptionTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    private static final Set<String> WITHOUT_WORDS = Set.of("HEAD", "OPTIONS");

    @Test
    void describesEveryOperationAndNoOther() {
        Map<String, Set<String>> served = new TreeMap<>();
        for (Endpoint endpoint : server.management().endpoints()) {
            Set<String> methods = new TreeSet<>(List.of(endpoint.allowed().split(", ")));
            methods.removeAll(WITHOUT_WORDS);
            served.put(endpoint.template(), methods);
        }

        assertThat(described()).isEqualTo(served);
    }

    private static Map<String, Set<String>> described() {
        Map<String, Set<String>> described = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path :
                ManagementDescription.DOCUMENT.get("paths").properties()) {
            Set<String> methods = new TreeSet<>();
            path.getValue().fieldNames().forEachRemaining(name -> methods.add(name.toUpperCase(Locale.ROOT)));
            described.put(path.getKey(), methods);
        }
        return described;
    }

    @Test
    void everyReferenceLeadsToASchema() {
        List<String> broken = new ArrayList<>();
        for (JsonNode reference : ManagementDescription.DOCUMENT.findValues("$ref")) {
            if (ManagementDescription.DOCUMENT
                    .at(reference.asText().substring(1))
                    .isMissingNode()) {
                broken.add(reference.asText());
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void placeholdersArePathParameters() {
        for (Map.Entry<String, JsonNode> path :
                ManagementDescription.DOCUMENT.get("paths").properties()) {
            for (JsonNode operation : path.getValue()) {
                Set<String> names = new LinkedHashSet<>();
                for (JsonNode parameter : operation.path("parameters")) {
                    if (parameter.get("in").asText().equals("path")) {
                        names.add("{" + parameter.get("name").asText() + "}");
                    }
                }
                assertThat(path.getKey().replaceAll("[^{]*(\\{[a-z]+})[^{]*", "$1"))
                        .as(path.getKey())
                        .isEqualTo(names.isEmpty() ? path.getKey() : String.join("", names));
            }
        }
    }

    /** A parameter that is not described is refused with the names of those that are. */
    @Test
    void describesEveryParameterAndNoOther() throws Exception {
        for (Map.Entry<String, JsonNode> path :
                ManagementDescription.DOCUMENT.get("paths").properties()) {
            String sent = path.getKey().replace("{name}", "a/b").replace("{digest}", "sha256:" + "0".repeat(64));
            sent = sent.replaceAll("\\{[a-z]+}", "v1");
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                HttpResponse<byte[]> refused =
                        server.send(operation.getKey().toUpperCase(Locale.ROOT), sent + "?unknown=1", new byte[0]);
                assertThat(refused.statusCode()).as(sent).isEqualTo(400);
                Set<String> names = new TreeSet<>();
                for (JsonNode parameter : operation.getValue().path("parameters")) {
                    if (parameter.get("in").asText().equals("query")) {
                        names.add(parameter.get("name").asText());
                    }
                }
                assertThat(TestServer.json(refused).at("/values/allowed").asText())
                        .as(sent)
                        .isEqualTo(names.isEmpty() ? "no parameters" : String.join(", ", names));
            }
        }
    }
}
