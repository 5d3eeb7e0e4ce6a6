package dev.berth.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.http.distribution.DistributionRoot;
import dev.berth.registry.http.field.Paging;
import dev.berth.registry.http.field.Percent;
import dev.berth.registry.http.field.Query;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Paths and queries. */
public final class AddressesFuzzTest {
    private static final int MAX = 100;
    private static final ApiRoot ROOT = DistributionRoot.of(ProtocolConfig.defaults());

    @FuzzTest
    void route(byte[] input) {
        String path = new String(input, StandardCharsets.UTF_8);
        try {
            ROOT.find(path).filter(route -> route.repository().isPresent()).ifPresent(route -> assertRead(path, route));
        } catch (Refusal refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.NAME_INVALID);
            assertThat(path).startsWith("/v2/");
        }
    }

    /**
     * A proxy that protects the registry by path reads the same name; the same address in another spelling is equal.
     */
    private static void assertRead(String path, Route route) {
        RepositoryName name = route.repository().orElseThrow();
        String decoded =
                path.indexOf('%') < 0 ? path : URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        assertThat(decoded).startsWith("/v2/" + name + "/");
        if (!route.endpoint().template().endsWith("/") && isPrintable(path)) {
            assertThat(slashes(path))
                    .isEqualTo(slashes(name.value()) + slashes(route.endpoint().template()));
            String again = route.endpoint()
                    .template()
                    .replace("{name}", name.value())
                    .replaceFirst("\\{[a-z]+}$", escaped(route.argument()));
            assertThat(ROOT.find(again)).contains(route);
        }
    }

    private static long slashes(String text) {
        return text.chars().filter(c -> c == '/').count();
    }

    private static String escaped(String text) {
        return HexFormat.of().withPrefix("%").formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @FuzzTest
    void query(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Optional<Query> query = parsed(text);
        if (query.isPresent()) {
            Map<String, List<String>> expected = secondOpinion(text);
            expected.forEach((name, values) -> {
                assertThat(query.get().all(name)).isEqualTo(values);
                assertThat(query.get().first(name)).contains(values.get(0));
            });
        }
    }

    private static Map<String, List<String>> secondOpinion(String text) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (!pair.isEmpty()) {
                String value = parts.length > 1 ? decoded(parts[1]) : "";
                parameters
                        .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                        .add(value);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @FuzzTest
    void percent(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        String encoded = Percent.encode(text);
        assertThat(encoded.replaceAll("%[0-9A-F]{2}", "")).matches("[A-Za-z0-9._~/-]*");
        assertThat(Percent.decode(encoded)).isEqualTo(isPrintable(text) ? Optional.of(text) : Optional.empty());
        Percent.decode(text)
                .ifPresent(decoded -> assertThat(
                                Percent.decode(Percent.encode(decoded)).orElse(decoded))
                        .isEqualTo(decoded));
    }

    /** A client that follows the link of a page requests the next page. */
    @FuzzTest
    void paging(byte[] input) {
        Optional<Query> query = parsed(new String(input, StandardCharsets.UTF_8));
        if (query.isEmpty()) {
            return;
        }
        try {
            PageRequest request = Paging.request(query.get(), MAX);
            assertThat(request.limit()).isBetween(0, MAX);
            assertThat(request.last()).isEqualTo(query.get().first("last"));
            assertFollowed(request, request.last().orElse("last"));
        } catch (Refusal refused) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(query.get().first("n").orElseThrow()).doesNotMatch("[0-9]+");
        }
    }

    private static void assertFollowed(PageRequest request, String last) {
        HttpHeader link = Paging.next(new Page<>(List.of(last), true), request, "/v2/a/tags/list", Function.identity())
                .orElseThrow();
        assertThat(link.value()).matches("<[^<>\"\\s]+>; rel=\"next\"");
        URI address = URI.create(link.value().substring(1, link.value().indexOf('>')));
        if (isPrintable(last)) {
            assertThat(Paging.request(Query.parse(address.getRawQuery()), MAX))
                    .isEqualTo(PageRequest.after(last, request.limit()));
        }
    }

    /** Jetty refuses all others, and they cannot be introduced by escapes. */
    private static boolean isPrintable(String text) {
        return text.chars().noneMatch(c -> c < ' ' || c == 0x7f);
    }

    private static Optional<Query> parsed(String text) {
        try {
            return Optional.of(Query.parse(text));
        } catch (Refusal refused) {
            assertThat(refused.status()).isEqualTo(400);
            return Optional.empty();
        }
    }
}
