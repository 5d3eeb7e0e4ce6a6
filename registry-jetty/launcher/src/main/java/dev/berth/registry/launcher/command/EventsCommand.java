package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import picocli.CommandLine.Command;

/** {@code registry events}. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Show and resend events that an endpoint of notifications refused permanently.")
public final class EventsCommand {}
