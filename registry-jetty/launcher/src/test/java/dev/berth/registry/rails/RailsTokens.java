package dev.berth.registry.rails;

import dev.berth.registry.auth.token.Issuer;
import dev.berth.registry.testing.Certificates;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Issues tokens in the form of GitLab: RS256, the key named by its libtrust fingerprint, and {@code meta} in each
 * entry.
 */
final class RailsTokens {
    static final String ISSUER = "gitlab-issuer";
    static final String SERVICE = "container_registry";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final KeyPair keys;
    private final String certificate;

    private RailsTokens(KeyPair keys, String certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    static RailsTokens create() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        Instant now = Instant.now();
        Certificates authority = Certificates.authority("gitlab", now);
        return new RailsTokens(keys, Certificates.pem(authority.sign(ISSUER, keys.getPublic(), now)));
    }

    /** The content of {@code auth.token.rootcertbundle}. */
    String certificate() {
        return certificate;
    }

    /** Without access, as for the questions about features. */
    String none() {
        return token(List.of(), Map.of());
    }

    /** Everything in some repositories. */
    String full(String... names) {
        List<Map<String, Object>> access = new ArrayList<>();
        for (String name : names) {
            access.add(repository(name, project(name), "*"));
        }
        return token(access, Map.of());
    }

    String pull(String name) {
        return token(List.of(repository(name, project(name), "pull")), Map.of());
    }

    /** To read a path and all below it. */
    String nested(String path) {
        return token(
                List.of(repository(path, project(path), "pull"), repository(path + "/*", project(path), "pull")),
                Map.of());
    }

    /** To rename a path. */
    String renaming(String path) {
        return token(List.of(repository(path, path, "pull", "push"), repository(path + "/*", path, "pull")), Map.of());
    }

    /** To move a path below a namespace. */
    String moving(String path, String namespace) {
        return token(
                List.of(
                        repository(path, path, "pull", "push"),
                        repository(path + "/*", path, "pull"),
                        repository(namespace + "/*", namespace, "push")),
                Map.of());
    }

    /** The token of a person, in which a second token names the user. */
    String user(String name, String repository) {
        String user = sign(Map.of("user_info", Map.of("token_type", "personal_access_token", "username", name)));
        Map<String, Object> entry = new LinkedHashMap<>(repository(repository, project(repository), "push", "pull"));
        return token(List.of(entry), Map.of("sub", name, "auth_type", "personal_access_token", "user", user));
    }

    /** The path of the project of a repository: here its first two segments. */
    private static String project(String path) {
        String[] segments = path.split("/", -1);
        return segments.length < 2 ? path : segments[0] + "/" + segments[1];
    }

    private static Map<String, Object> repository(String name, String project, String... actions) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", "repository");
        entry.put("name", name);
        entry.put("actions", List.of(actions));
        entry.put("meta", Map.of("project_path", project.toLowerCase(Locale.ROOT), "project_id", 7));
        return entry;
    }

    private String token(List<Map<String, Object>> access, Map<String, Object> more) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("aud", SERVICE);
        claims.put("iss", ISSUER);
        claims.put("iat", now);
        claims.put("nbf", now - 5);
        claims.put("exp", now + 300);
        claims.put("access", access);
        claims.putAll(more);
        return sign(claims);
    }

    private String sign(Map<String, Object> claims) {
        return Issuer.sign("RS256", keys.getPrivate(), Map.of("typ", "JWT", "kid", fingerprint()), claims);
    }

    /** The first 240 bits of the hash of the key in Base32, in groups of four. */
    private String fingerprint() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(keys.getPublic().getEncoded());
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 48; i++) {
                int bit = i * 5;
                int pair = ((hash[bit / 8] & 0xff) << 8) | (hash[bit / 8 + 1] & 0xff);
                text.append(i > 0 && i % 4 == 0 ? ":" : "").append(BASE32.charAt((pair >> (11 - bit % 8)) & 31));
            }
            return text.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
