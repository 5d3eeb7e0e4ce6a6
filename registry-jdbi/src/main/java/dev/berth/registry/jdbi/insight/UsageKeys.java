package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.spi.insight.UsageItem;
import dev.berth.registry.spi.insight.UsageItem.OfManifest;
import dev.berth.registry.spi.insight.UsageItem.OfTag;
import java.nio.charset.StandardCharsets;

/** Names things whose usage is counted. */
final class UsageKeys {
    private UsageKeys() {}

    static short kind(UsageItem item) {
        if (item instanceof OfTag) {
            return 1;
        }
        return (short) (item instanceof OfManifest ? 2 : 0);
    }

    static byte[] name(UsageItem item) {
        if (item instanceof OfTag of) {
            return of.tag().value().getBytes(StandardCharsets.UTF_8);
        }
        return item instanceof OfManifest of ? DigestBytes.of(of.digest()) : new byte[0];
    }
}
