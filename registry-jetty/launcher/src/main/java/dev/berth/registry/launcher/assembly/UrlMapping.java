package dev.berth.registry.launcher.assembly;

import com.google.re2j.Pattern;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The URLs that descriptors may name, as CNCF distribution decides: by {@code validation.manifests.urls}. */
final class UrlMapping {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Configuration configuration;

    UrlMapping(Configuration configuration) {
        this.configuration = configuration;
    }

    /** All URLs where nothing is configured; none where validation is enabled without a list. */
    Predicate<String> accepted() {
        Optional<List<Pattern>> allow = configuration.get(Keys.VALIDATION_URLS_ALLOW);
        Optional<List<Pattern>> deny = configuration.get(Keys.VALIDATION_URLS_DENY);
        if (allow.isEmpty() && deny.isEmpty()) {
            boolean restricted = configuration.get(Keys.VALIDATION_ENABLED).orElse(false)
                    || !configuration.get(Keys.VALIDATION_DISABLED).orElse(true);
            return url -> !restricted;
        }
        return url -> isFetchable(url)
                && allow.map(patterns -> matches(patterns, url)).orElse(true)
                && deny.map(patterns -> !matches(patterns, url)).orElse(true);
    }

    private static boolean matches(List<Pattern> patterns, String url) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(url).find());
    }

    private static boolean isFetchable(String url) {
        try {
            URI address = new URI(url);
            String scheme = address.getScheme() == null ? "" : address.getScheme();
            return SCHEMES.contains(scheme.toLowerCase(Locale.ROOT)) && address.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
