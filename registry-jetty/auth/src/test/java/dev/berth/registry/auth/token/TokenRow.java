package dev.berth.registry.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Authentication.Authenticated;
import dev.berth.registry.access.Authentication.Refused;
import dev.berth.registry.access.Credentials;

/**
 * A token and the expected answer.
 *
 * @param answer the reason of a refusal; empty when it is good
 */
record TokenRow(String name, String token, String answer) {
    static final String GOOD = "";
    static final String SIGNATURE = "the signature of the token is invalid";

    void assertAnswered(TokenAccess access) {
        Authentication authentication = access.authenticate(new Credentials.Bearer(token));
        if (answer.isEmpty()) {
            assertThat(authentication).isInstanceOf(Authenticated.class);
        } else {
            assertThat(authentication)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.challenge().reason()).isEqualTo(answer));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
