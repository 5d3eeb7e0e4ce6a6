package dev.berth.registry.launcher.command;

import java.io.PrintWriter;

/** Shows the progress of long work on a terminal: one changing line. Without a terminal, nothing. */
public final class Terminal {
    /** Set by the start script where standard error is a terminal; no Java this runs on can tell. */
    private static final String PROPERTY = "berth.terminal";

    /** Set by the start script, too. */
    private static final String COLUMNS = "berth.columns";

    private static final int USUAL_COLUMNS = 80;
    private static final long MILLIS = 200;

    private final PrintWriter writer;
    private final boolean watched;
    private long shown;
    private int width;

    public Terminal(PrintWriter writer) {
        this(writer, Boolean.getBoolean(PROPERTY));
    }

    public Terminal(PrintWriter writer, boolean watched) {
        this.writer = writer;
        this.watched = watched;
    }

    /** True when a person may look at it. */
    public boolean isWatched() {
        return watched;
    }

    /** The number of characters in a line. */
    public int columns() {
        return Integer.getInteger(COLUMNS, USUAL_COLUMNS);
    }

    /** Shows this in place of the previous text, at a readable rate. */
    public synchronized void show(String progress) {
        long now = System.nanoTime() / 1_000_000;
        if (watched && (width == 0 || now - shown >= MILLIS)) {
            shown = now;
            write(progress);
        }
    }

    /** Removes the shown text. */
    public synchronized void clear() {
        if (width > 0) {
            write("");
            width = 0;
        }
    }

    private void write(String text) {
        writer.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
        if (text.isEmpty()) {
            writer.print("\r");
        }
        writer.flush();
        width = text.length();
    }
}
