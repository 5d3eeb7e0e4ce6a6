package dev.berth.registry.launcher.config;

import org.yaml.snakeyaml.nodes.Node;

/** A value as it was written, and where. */
record ConfiguredValue(Node node, String where) {}
