package dev.xdpasm.text;

import java.util.Collection;

/** Finds the name that was probably meant. Used only where an error is being made. */
final class NearMiss {
    private static final int LONGEST = 64;

    private NearMiss() {}

    /** {@return {@code "; did you mean NAME?"} if a candidate is at most two typing errors away, else nothing} */
    static String hint(String wrong, Collection<String> candidates) {
        String best = "";
        int bestDistance = Math.min(2, (wrong.length() - 1) / 2) + 1;
        for (String candidate : candidates) {
            int distance = distance(wrong, candidate);
            if (distance < bestDistance || distance == bestDistance && candidate.compareTo(best) < 0 && !best.isEmpty()) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? "" : "; did you mean " + best + "?";
    }

    /** Insertions, deletions, changes and swaps of neighbours (Damerau-Levenshtein, optimal string alignment). */
    private static int distance(String a, String b) {
        if (a.length() > LONGEST || Math.abs(a.length() - b.length()) > 2) {
            return Integer.MAX_VALUE;
        }
        int[] older = new int[b.length() + 1];
        int[] old = new int[b.length() + 1];
        int[] now = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            old[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(old[j - 1] + change, Math.min(old[j], now[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    now[j] = Math.min(now[j], older[j - 2] + 1);
                }
            }
            int[] free = older;
            older = old;
            old = now;
            now = free;
        }
        return old[b.length()];
    }
}
