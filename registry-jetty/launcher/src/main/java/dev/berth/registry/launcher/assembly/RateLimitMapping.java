package dev.berth.registry.launcher.assembly;

import dev.berth.registry.http.limit.ClientLimits;
import dev.berth.registry.http.limit.RateLimit;
import dev.berth.registry.http.limit.RateLimits;
import dev.berth.registry.http.proxy.ForwardedField;
import dev.berth.registry.launcher.config.AccessKeys;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Limiter;
import dev.berth.registry.launcher.config.Limiter.Match;
import dev.berth.registry.launcher.config.TrafficKeys;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mapping from the configuration to the limits of one client. */
final class RateLimitMapping {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimitMapping.class);

    private final Configuration configuration;

    RateLimitMapping(Configuration configuration) {
        this.configuration = configuration;
    }

    RateLimits rates() {
        int failedLogins = configuration.get(AccessKeys.FAILEDLOGINS);
        return new RateLimits(
                rate(Match.IP),
                rate(Match.USER),
                failedLogins == 0 ? Optional.empty() : Optional.of(RateLimit.perMinute(failedLogins)));
    }

    ClientLimits limits() {
        return ClientLimits.builder()
                .connections(configuration.get(TrafficKeys.MAXCONNECTIONSPERADDRESS))
                .requests(configuration.get(TrafficKeys.MAXREQUESTSPERADDRESS))
                .streams(configuration.get(TrafficKeys.MAXSTREAMS))
                .headerTime(configuration.get(TrafficKeys.HEADERTIMEOUT))
                .uploadRate(configuration.get(TrafficKeys.MINUPLOADRATE))
                .downloadRate(configuration.get(TrafficKeys.MINDOWNLOADRATE))
                .build();
    }

    ForwardedField forwardedField() {
        return switch (configuration.get(TrafficKeys.FORWARDEDFIELD)) {
            case X_FORWARDED_FOR -> ForwardedField.X_FORWARDED_FOR;
            case FORWARDED -> ForwardedField.FORWARDED;
        };
    }

    /** Warns of limiters without effect. */
    void warn() {
        for (Limiter limiter : limiters()) {
            if (!limiter.blocks()) {
                LOG.warn("rate limiter '{}' has no effect: log-only limiters are not supported", limiter.name());
            }
        }
    }

    private Optional<RateLimit> rate(Match match) {
        return limiters().stream()
                .filter(limiter -> limiter.match() == match && limiter.blocks())
                .map(limiter -> new RateLimit(limiter.rate(), limiter.period(), limiter.burst()))
                .findFirst();
    }

    private List<Limiter> limiters() {
        return configuration.get(TrafficKeys.ENABLED) ? configuration.get(TrafficKeys.LIMITERS) : List.of();
    }
}
