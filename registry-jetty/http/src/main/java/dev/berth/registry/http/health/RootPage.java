package dev.berth.registry.http.health;

import dev.berth.registry.http.ApiRoot;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Needs;

/**
 * The table of {@code /}: 200 without a body, as load balancers expect it of a server that was not configured for them.
 */
public final class RootPage {
    private RootPage() {}

    /** The table. */
    public static ApiRoot table() {
        ApiRoot.Builder root = ApiRoot.below("/").servedUnready();
        root.endpoint("/")
                .immediate()
                .read(Needs.NOTHING, call -> HttpAnswer.of(200).build());
        return root.build();
    }
}
