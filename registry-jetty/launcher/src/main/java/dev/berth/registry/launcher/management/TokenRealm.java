package dev.berth.registry.launcher.management;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The token service that a Bearer challenge names, and the scopes that the request takes.
 *
 * @param uri the request for the token
 */
record TokenRealm(URI uri) {
    private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    /** Reads the field WWW-Authenticate; empty when it is no challenge for a token. */
    static Optional<TokenRealm> of(String challenge) {
        if (!challenge.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(challenge);
        while (parameter.find()) {
            parameters.put(parameter.group(1), parameter.group(2));
        }
        Optional<String> realm = Optional.ofNullable(parameters.get("realm"));
        String service = parameters.getOrDefault("service", "");
        String scope = parameters.getOrDefault("scope", "");
        return realm.map(text -> new TokenRealm(request(text, service, scope)));
    }

    /** Each scope is a parameter of its own, as the token services of Docker and GitLab read them. */
    private static URI request(String realm, String service, String scope) {
        String query = Stream.concat(
                        Stream.of("service=" + encoded(service)),
                        Stream.of(scope.split(" ", -1))
                                .filter(each -> !each.isEmpty())
                                .map(each -> "scope=" + encoded(each)))
                .collect(Collectors.joining("&"));
        return URI.create(realm + (realm.indexOf('?') < 0 ? "?" : "&") + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
