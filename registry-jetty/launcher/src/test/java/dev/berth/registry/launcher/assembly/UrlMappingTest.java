package dev.berth.registry.launcher.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlMappingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                        | https://a.example.com/x       | true
        {}                                                        | ftp://a.example.com/x         | true
        {disabled: true}                                          | https://a.example.com/x       | true
        {enabled: false}                                          | https://a.example.com/x       | true
        {enabled: true}                                           | https://a.example.com/x       | false
        {disabled: false}                                         | https://a.example.com/x       | false
        {manifests: {urls: {allow: ['^https://a[.]', '^http:']}}} | https://a.example.com/x       | true
        {manifests: {urls: {allow: ['^https://a[.]', '^http:']}}} | http://b.example.com/x        | true
        {manifests: {urls: {allow: ['^https://a[.]', '^http:']}}} | https://b.example.com/a       | false
        {manifests: {urls: {allow: ['example']}}}                 | https://b.example.com/x#a     | false
        {manifests: {urls: {allow: ['example']}}}                 | ftp://b.example.com/x         | false
        {manifests: {urls: {allow: ['example']}}}                 | //b.example.com/x             | false
        {manifests: {urls: {allow: ['example']}}}                 | HTTPS://b.example.com/x       | true
        {manifests: {urls: {allow: ['']}}}                        | 'https://b.example.com/ x'    | false
        {manifests: {urls: {deny: ['^https?://www[.]']}}}         | https://www.example.com/x     | false
        {manifests: {urls: {deny: ['^https?://www[.]']}}}         | https://a.example.com/x       | true
        {manifests: {urls: {deny: ['^https?://www[.]']}}}         | file:/etc/passwd              | false
        {manifests: {urls: {allow: [a], deny: [b]}}}              | https://a.example.com/b       | false
        {disabled: true, manifests: {urls: {allow: ['^https:']}}} | http://a.example.com/         | false
        """)
    void acceptsAsDistributionDoes(String validation, String url, boolean isAccepted) throws Exception {
        UrlMapping urls = new UrlMapping(ConfigurationReader.read(Map.of("REGISTRY_VALIDATION", validation)));

        assertThat(urls.accepted().test(url)).isEqualTo(isAccepted);
    }

    /** A pattern for texts of strangers takes linear time, so it has no back-references. */
    @Test
    void refusesOtherPatternsAtTheStart() {
        for (String pattern : new String[] {"(", "(a)\\\\1"}) {
            String validation = "{manifests: {urls: {allow: [\"" + pattern + "\"]}}}";
            assertThatThrownBy(() -> ConfigurationReader.read(Map.of("REGISTRY_VALIDATION", validation)))
                    .isInstanceOf(InvalidConfiguration.class)
                    .hasMessageContaining("not a regular expression of RE2");
        }
    }
}
