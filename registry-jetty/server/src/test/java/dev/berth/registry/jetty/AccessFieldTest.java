package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessFieldTest {
    @Test
    void keepsWhatIsPlain() {
        assertThat(AccessField.of("ann")).isEqualTo("ann");
        assertThat(AccessField.of("CN=carol,O=berth")).isEqualTo("CN=carol,O=berth");
        assertThat(AccessField.of("")).isEqualTo("-");
    }

    @Test
    void quotesWhatWouldBeOtherFieldsOrLines() {
        assertThat(AccessField.of("ann in=0 out=0 id=forged")).isEqualTo("\"ann in=0 out=0 id=forged\"");
        assertThat(AccessField.of("CN=a\n192.0.2.1 GET /")).isEqualTo("\"CN=a\\u000a192.0.2.1 GET /\"");
        assertThat(AccessField.of("a\" id=b")).isEqualTo("\"a\\\" id=b\"");
        assertThat(AccessField.of("a\\")).isEqualTo("\"a\\\\\"");
        assertThat(AccessField.of("\u202eann\u2028Jürgen")).isEqualTo("\"\\u202eann\\u2028Jürgen\"");
    }
}
