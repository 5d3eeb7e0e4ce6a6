package dev.berth.registry.launcher.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration the registry cannot start with; lists all its errors. */
public final class InvalidConfiguration extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigurationProblem> findings;

    InvalidConfiguration(List<ConfigurationProblem> findings) {
        super(findings.stream()
                .map(ConfigurationProblem::toString)
                .collect(Collectors.joining(System.lineSeparator())));
        this.findings = List.copyOf(findings);
    }

    /** Errors first, then warnings. */
    public List<ConfigurationProblem> findings() {
        return findings;
    }
}
