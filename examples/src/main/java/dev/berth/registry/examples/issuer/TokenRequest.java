package dev.berth.registry.examples.issuer;

import dev.berth.registry.access.Credentials;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A request for a token (the Docker token protocol, "Requesting a Token").
 *
 * @param service the registry it is for
 */
record TokenRequest(String service, List<Scope> scopes, Credentials credentials) {

    /** @throws IllegalArgumentException when it is malformed */
    static TokenRequest of(URI address, Optional<String> authorization) {
        String service = "";
        List<Scope> scopes = new ArrayList<>();
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        for (String parameter : query.split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            String value = pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8);
            if (pair[0].equals("service")) {
                service = value;
            } else if (pair[0].equals("scope")) {
                Arrays.stream(value.split(" ", -1))
                        .flatMap(text -> Scope.parse(text).stream())
                        .forEach(scopes::add);
            }
        }
        return new TokenRequest(
                service, scopes, authorization.map(TokenRequest::login).orElse(new Credentials.None()));
    }

    private static Credentials login(String authorization) {
        if (!authorization.startsWith("Basic ")) {
            throw new IllegalArgumentException("not a login");
        }
        byte[] pair = Base64.getDecoder()
                .decode(authorization.substring("Basic ".length()).strip());
        String[] parts = new String(pair, StandardCharsets.UTF_8).split(":", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("not a login");
        }
        return new Credentials.Basic(parts[0], parts[1]);
    }
}
