package dev.berth.registry.rails;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sends the requests of GitLab's clients of {@code /gitlab/v1/} and reads the answers as they do: other statuses than
 * the expected ones are an empty result, and {@code Link} is split at commas.
 */
final class RailsClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RELATION = Pattern.compile("rel=\"(\\w+)\"");
    private static final Pattern ADDRESS = Pattern.compile("<(.+)>");
    private static final Map<Integer, String> RENAMES = Map.of(
            202, "accepted",
            204, "ok",
            400, "bad_request",
            401, "unauthorized",
            404, "not_found",
            409, "name_taken",
            422, "too_many_subrepositories");

    private final URI base;
    private final String token;

    RailsClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** A page of a list. */
    record RailsPage(JsonNode items, Map<String, URI> links) {

        /** A parameter of the address of another page, as Rack decodes it. */
        Optional<String> parameter(String relation, String name) {
            return Optional.ofNullable(links.get(relation))
                    .map(uri -> query(uri).get(name));
        }

        private static Map<String, String> query(URI uri) {
            Map<String, String> parameters = new HashMap<>();
            for (String pair : uri.getRawQuery().split("&", -1)) {
                String[] parts = pair.split("=", 2);
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            return parameters;
        }
    }

    /** The facts about its registry that GitLab keeps. */
    record RegistryInfo(String version, String features, boolean hasDatabase) {}

    boolean supportsGitlabApi() throws Exception {
        int status = send("GET", "/gitlab/v1/", Map.of(), "").statusCode();
        return status == 200 || status == 401;
    }

    Optional<RegistryInfo> registryInfo() throws Exception {
        HttpResponse<String> answer = send("GET", "/v2/", Map.of(), "");
        return answer.statusCode() != 200
                ? Optional.empty()
                : Optional.of(new RegistryInfo(
                        header(answer, "gitlab-container-registry-version"),
                        header(answer, "gitlab-container-registry-features"),
                        header(answer, "gitlab-container-registry-database-enabled")
                                .equals("true")));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** Asks at a repository and a tag that need not exist, with a token for nothing. */
    boolean supportsTagDelete() throws Exception {
        HttpResponse<String> answer = send("OPTIONS", "/v2/name/manifests/tag", Map.of(), "");
        return answer.statusCode() == 200 && header(answer, "allow").contains("DELETE");
    }

    /** The details of a repository; an empty object when the call fails. */
    JsonNode details(String path, String sizing) throws Exception {
        Map<String, String> parameters = sizing.isEmpty() ? Map.of() : Map.of("size", sizing);
        return body(send("GET", repository(path), parameters, ""));
    }

    RailsPage tags(String path, int pageSize, Map<String, String> more) throws Exception {
        Map<String, String> parameters = new LinkedHashMap<>(more);
        parameters.put("n", Integer.toString(Math.min(pageSize, 1_000)));
        return page(send("GET", repository(path) + "tags/list/", parameters, ""));
    }

    RailsPage repositories(String path, int pageSize, Optional<String> last) throws Exception {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("n", Integer.toString(Math.min(pageSize, 1_000)));
        last.ifPresent(name -> parameters.put("last", name));
        return page(send("GET", "/gitlab/v1/repository-paths/" + path + "/repositories/list/", parameters, ""));
    }

    String rename(String path, String name, boolean dryRun) throws Exception {
        return patch(path, "{\"name\":\"" + name + "\"}", dryRun);
    }

    String move(String path, String namespace, boolean dryRun) throws Exception {
        return patch(path, "{\"namespace\":\"" + namespace + "\"}", dryRun);
    }

    /** {@code dry_run} is always sent. */
    private String patch(String path, String body, boolean dryRun) throws Exception {
        Map<String, String> parameters = Map.of("dry_run", Boolean.toString(dryRun));
        int status = send("PATCH", repository(path), parameters, body).statusCode();
        return RENAMES.getOrDefault(status, "error " + status);
    }

    private static String repository(String path) {
        return "/gitlab/v1/repositories/" + path.toLowerCase(Locale.ROOT) + "/";
    }

    /** The middleware of the client sends parameters in order of their names. */
    private HttpResponse<String> send(String method, String path, Map<String, String> parameters, String body)
            throws IOException, InterruptedException {
        String query = new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path + (query.isEmpty() ? "" : "?" + query)))
                .timeout(Duration.ofSeconds(60))
                .header("User-Agent", "GitLab/18.0.0")
                .header("Accept", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode body(HttpResponse<String> answer) throws IOException {
        boolean isJson = header(answer, "content-type").equals("application/json");
        return answer.statusCode() == 200 && isJson ? JSON.readTree(answer.body()) : JSON.createObjectNode();
    }

    private static RailsPage page(HttpResponse<String> answer) throws IOException {
        Map<String, URI> links = new HashMap<>();
        for (String link : header(answer, "link").split(",", -1)) {
            Matcher relation = RELATION.matcher(link);
            Matcher address = ADDRESS.matcher(link);
            if (relation.find() && address.find()) {
                links.put(relation.group(1), URI.create(address.group(1)));
            }
        }
        return new RailsPage(body(answer), links);
    }
}
