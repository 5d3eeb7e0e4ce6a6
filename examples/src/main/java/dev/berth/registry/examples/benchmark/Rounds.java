package dev.berth.registry.examples.benchmark;

import java.util.ArrayList;
import java.util.List;

/** The measurements of the rounds of a benchmark. */
final class Rounds {
    private final List<Double> measured = new ArrayList<>();

    void add(double figure) {
        measured.add(figure);
    }

    double least() {
        return at(0);
    }

    double median() {
        return at(0.5);
    }

    double most() {
        return at(1);
    }

    /** The quantile at this share. */
    private double at(double share) {
        List<Double> sorted = measured.stream().sorted().toList();
        double place = share * (sorted.size() - 1);
        return (sorted.get((int) Math.floor(place)) + sorted.get((int) Math.ceil(place))) / 2;
    }
}
