package dev.berth.registry.launcher.command;

/**
 * The result of the check of an item of the configuration.
 *
 * @param what the checked item
 * @param outcome the finding
 */
public record CheckResult(String what, boolean works, String outcome) {

    @Override
    public String toString() {
        return (works ? "ok: " : "failed: ") + what + ": " + outcome;
    }
}
