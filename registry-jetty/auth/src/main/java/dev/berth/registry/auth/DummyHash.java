package dev.berth.registry.auth;

import java.util.random.RandomGenerator;

/** Bcrypt hashes that no password has, for unknown users: they cost as much to check as a user's hash. */
final class DummyHash {
    private static final String DIGITS = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 53;

    private final String end;

    DummyHash(RandomGenerator random) {
        end = end(random);
    }

    /** Always the same for a cost. */
    String ofCost(int cost) {
        return "$2y$%02d$%s".formatted(cost, end);
    }

    /** The last digits of salt and hash hold two and four bits; zeros are always valid. */
    private static String end(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            boolean isPartial = i == 21 || i == LENGTH - 1;
            text.append(isPartial ? '.' : DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return text.toString();
    }
}
