package dev.berth.registry.launcher.command;

import java.io.PrintWriter;

/** Shows how far long work is to a person who waits for it: one line that changes. Without a person, nothing. */
public final class Terminal {
    /** Set by the start script where standard error is a terminal; no Java this runs on can tell. */
    private static final String PROPERTY = "berth.terminal";

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

    /** Shows this in place of what was shown before, but not so often that nobody can read it. */
    synchronized void show(String progress) {
        long now = System.nanoTime() / 1_000_000;
        if (watched && (width == 0 || now - shown >= MILLIS)) {
            shown = now;
            write(progress);
        }
    }

    /** Takes away what is shown. */
    synchronized void clear() {
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
