package dev.xdpasm.tools;

import java.util.Arrays;
import java.util.Random;

/** Damage done to valid input, for tests of what reads it. */
public final class Mutations {
    private Mutations() {}

    /** {@return bytes with one to eight changes: bits turned, bytes and words set to telling values, pieces cut out, doubled or cut off} */
    public static byte[] of(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        for (int i = 1 + random.nextInt(8); i > 0 && bytes.length > 8; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(8)) {
                case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) random.nextInt();
                case 3, 4 -> {
                    int word = new int[] {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xffff, bytes.length, 64}[random.nextInt(8)];
                    for (int k = 0; k < 4 && at + k < bytes.length; k++) {
                        bytes[at + k] = (byte) (word >>> 8 * k);
                    }
                }
                case 5 -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(32), bytes.length - Math.max(from, at));
                    System.arraycopy(bytes.clone(), from, bytes, at, length);
                }
                case 6 -> {
                    int length = Math.min(1 + random.nextInt(16), bytes.length - at);
                    byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
                    System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
                    bytes = shorter;
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        bytes = Arrays.copyOf(bytes, at);
                    }
                }
            }
        }
        return bytes;
    }
}
