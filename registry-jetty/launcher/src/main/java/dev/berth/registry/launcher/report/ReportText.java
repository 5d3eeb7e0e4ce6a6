package dev.berth.registry.launcher.report;

import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.maintenance.RetentionStatus.Holder;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Descriptions of the results of stores. */
public final class ReportText {
    private ReportText() {}

    public static String of(Reviewable.Kind kind) {
        return switch (kind) {
            case MANIFEST -> "manifest";
            case LINK -> "link";
            case BLOB -> "blob";
        };
    }

    public static String of(Reviewable thing) {
        if (thing instanceof Reviewable.OfManifest manifest) {
            return "manifest " + manifest.digest() + " in " + manifest.repository();
        }
        if (thing instanceof Reviewable.OfLink link) {
            return "link of " + link.repository() + " to blob " + link.digest();
        }
        return "blob " + thing.digest();
    }

    /** To the second: nothing here is decided by less. */
    public static String of(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** Inherited reasons concern the holder of the content, not the content: so they name none. */
    public static String of(ReviewReason reason) {
        return switch (reason) {
            case UPLOADED -> "a blob was uploaded";
            case MOUNTED -> "a blob was mounted";
            case PUT_UNTAGGED -> "a manifest was pushed without a tag";
            case TAG_MOVED -> "a tag was moved to another manifest";
            case TAG_DELETED -> "a tag was deleted";
            case MANIFEST_DELETED -> "a manifest was deleted";
            case UNLINKED -> "a blob was deleted from a repository";
            case REPOSITORY_DELETED -> "a repository was deleted";
            case FOUND_UNHELD -> "a check found it unreferenced";
        };
    }

    public static String of(Holder holder) {
        return switch (holder.relation()) {
            case TAG -> "tag " + holder.name() + " references it";
            case INDEX -> "index " + holder.name() + " references it";
            case SUBJECT -> "its subject, manifest " + holder.name() + ", exists";
            case MANIFEST -> "manifest " + holder.name() + " references it";
            case REPOSITORY -> "repository " + holder.name() + " links it";
        };
    }

    /** The description of a breach of an invariant. */
    public static String of(Invariant invariant) {
        return switch (invariant) {
            case REFERENCE_PRESENT -> "a manifest references content that is missing in its repository";
            case TAG_NAMES_MANIFEST -> "a tag without manifest";
            case LINK_LEADS_TO_BLOB -> "a link without blob";
            case LINK_KNOWN_TO_BOTH -> "a link that is recorded on one side only";
            case UNHELD_UNDER_REVIEW -> "unreferenced and not scheduled for review";
            case SIZE_COUNTED -> "the size of a repository is not the sum of its layers";
            case OBJECT_PRESENT -> "the object of a blob is missing";
            case OBJECT_COMPLETE -> "the object of a blob has another length";
            case OBJECT_INTACT -> "the object of a blob does not match its digest";
            case OBJECT_KNOWN -> "an object unknown to the database";
            case OBJECT_NOT_DOOMED -> "the object of a blob is pending deletion";
            case UPLOAD_KNOWN -> "an unfinished object without upload";
        };
    }
}
