package dev.berth.registry.acceptance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Tags that are pushed to some repositories one after the other, each with the next number. */
final class NumberedTags {
    private final Object[] turns;
    private final int[] next;
    private final List<List<Integer>> acknowledged = new ArrayList<>();
    private final AtomicInteger round = new AtomicInteger();

    NumberedTags(int repositories) {
        turns = new Object[repositories];
        next = new int[repositories];
        for (int i = 0; i < repositories; i++) {
            turns[i] = new Object();
            acknowledged.add(Collections.synchronizedList(new ArrayList<>()));
        }
    }

    static String repository(int index) {
        return "told/r" + index;
    }

    static int number(String tag) {
        return Integer.parseInt(tag.substring(1));
    }

    /** Pushes the next tag of some repository, without concurrent pushes to it. */
    void pushNext(Client client) throws IOException, InterruptedException {
        int index = round.getAndIncrement() % turns.length;
        synchronized (turns[index]) {
            int number = next[index]++;
            client.push(repository(index), "n" + number, Image.of(number, 500));
            acknowledged.get(index).add(number);
        }
    }

    List<Integer> acknowledged(int index) {
        return List.copyOf(acknowledged.get(index));
    }
}
