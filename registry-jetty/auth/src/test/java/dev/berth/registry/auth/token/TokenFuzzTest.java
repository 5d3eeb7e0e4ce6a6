package dev.berth.registry.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Permission;
import dev.berth.registry.model.RepositoryName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Bearer tokens: arbitrary ones, changed ones, and ones a trusted issuer could sign. */
public final class TokenFuzzTest {
    private static final ObjectMapper SECOND_OPINION = new ObjectMapper();
    private static final Map<String, Set<Action>> ACTIONS = Map.of(
            "pull", Set.of(Action.PULL),
            "push", Set.of(Action.PUSH),
            "delete", Set.of(Action.DELETE),
            "*", Set.of(Action.PULL, Action.PUSH, Action.DELETE));

    private final SigningIssuer issuer = SigningIssuer.shared();

    @FuzzTest
    void text(byte[] input) {
        assertThat(caller(new String(input, StandardCharsets.UTF_8))).isEmpty();
    }

    /** A token with a replaced part is equal to the original, or invalid. */
    @FuzzTest
    void tampered(byte[] input) {
        if (input.length < 3) {
            return;
        }
        String good = issuer.token();
        int start = (((input[0] & 0xff) << 8) | (input[1] & 0xff)) % good.length();
        int end = Math.min(good.length(), start + (input[2] & 0xf));
        String changed = good.substring(0, start)
                + new String(input, 3, input.length - 3, StandardCharsets.UTF_8)
                + good.substring(end);
        caller(changed)
                .ifPresent(caller -> assertThat(caller).isEqualTo(caller(good).orElseThrow()));
    }

    @FuzzTest
    void header(byte[] input) throws IOException {
        if (caller(issuer.sign(input, issuer.claims())).isPresent()) {
            secondOpinion(input).ifPresent(TokenFuzzTest::assertAllowed);
        }
    }

    private static void assertAllowed(JsonNode header) {
        assertThat(header.path("alg").textValue()).isEqualTo("EdDSA");
        assertThat(header.path("kid").asText()).isEqualTo(SigningIssuer.KEY);
        assertThat(header.hasNonNull("crit")).isFalse();
    }

    @FuzzTest
    void claims(byte[] input) throws IOException {
        Optional<Caller> caller = caller(issuer.sign(issuer.header(), input));
        if (caller.isPresent()) {
            secondOpinion(input).ifPresent(claims -> assertSame(caller.get(), claims));
        }
    }

    private void assertSame(Caller caller, JsonNode claims) {
        assertThat(claims.path("iss").textValue()).isEqualTo(Issuer.NAME);
        assertThat(claims.path("exp").doubleValue()).isGreaterThan(issuer.now() - 61.0);
        assertThat(claims.path("nbf").doubleValue()).isLessThan(issuer.now() + 61.0);
        assertThat(claims.path("aud").toString()).contains('"' + Issuer.SERVICE + '"');
        assertThat(caller.name()).isEqualTo(claims.path("sub").asText(""));
        assertThat(caller.grants()).isEqualTo(grants(claims.path("access")));
        assertThat(caller.limits())
                .allSatisfy(limit -> assertThat(limit.pattern()).hasSizeLessThanOrEqualTo(100));
    }

    /** Empty for text that is not strict JSON: the library that reads tokens accepts a little more. */
    private static Optional<JsonNode> secondOpinion(byte[] json) throws IOException {
        try {
            return Optional.of(SECOND_OPINION.readTree(json));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Set<Permission> grants(JsonNode access) {
        Set<Permission> grants = new HashSet<>();
        for (JsonNode entry : access) {
            String name = entry.path("name").asText();
            boolean isRepository = entry.path("type").asText().equals("repository");
            boolean isCatalog = entry.path("type").asText().equals("registry") && name.equals("catalog");
            for (JsonNode action : entry.path("actions")) {
                if (isRepository) {
                    RepositoryName.parse(name)
                            .ifPresent(repository -> ACTIONS.getOrDefault(action.asText(), Set.of())
                                    .forEach(each -> grants.add(new Permission.OnRepository(repository, each))));
                } else if (isCatalog && action.asText().equals("*")) {
                    grants.add(new Permission.OnCatalog());
                }
            }
        }
        return grants;
    }

    /** A refused token is answered with a challenge that repeats nothing of it. */
    private Optional<Caller> caller(String token) {
        Authentication answer = issuer.access().authenticate(new Credentials.Bearer(token));
        if (answer instanceof Authentication.Refused refused) {
            assertThat(refused.challenge().header())
                    .isEqualTo("Bearer realm=\"https://login.example.com/token\",service=\"registry.example.com\","
                            + "error=\"invalid_token\"");
            assertThat(refused.challenge().reason()).matches("the (?:[a-z]+ (?:[a-z]+ )?of the )?token[ -~]{1,100}");
            return Optional.empty();
        }
        return Optional.of(((Authentication.Authenticated) answer).caller());
    }
}
