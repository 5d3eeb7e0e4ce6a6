package dev.berth.registry.launcher.command;

/**
 * Whether something the configuration names works.
 *
 * @param what it is
 * @param outcome what was found
 */
public record CheckResult(String what, boolean works, String outcome) {

    @Override
    public String toString() {
        return (works ? "ok: " : "failed: ") + what + ": " + outcome;
    }
}
