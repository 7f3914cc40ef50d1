package dev.xdpasm.btf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds types by name without a string an entry: a hash table of ids over the names' bytes. Types whose names differ only in
 * what follows their last {@code ___}, the flavor, stand under one hash.
 */
final class BtfNames {
    private final BtfBlob blob;
    private final int[] starts;
    private final int firstId;
    /** First type of each chain, plus one; 0 ends. */
    private final int[] heads;
    /** Behind each type the next of its chain, plus one. */
    private final int[] next;

    BtfNames(BtfBlob blob, int[] starts, int firstId) {
        this.blob = blob;
        this.starts = starts;
        this.firstId = firstId;
        this.heads = new int[Math.max(16, Integer.highestOneBit(Math.max(1, starts.length)) * 2)];
        this.next = new int[starts.length];
        // from the last on, so that chains ascend
        for (int i = starts.length - 1; i >= 0; i--) {
            int name = blob.int32(starts[i]);
            int start = name == 0 ? -1 : blob.startOf(name);
            if (start >= 0) {
                int slot = slot(hash(blob.bytesOf(name), start));
                next[i] = heads[slot];
                heads[slot] = i + 1;
            }
        }
    }

    /** The ids of types of this name, ascending. */
    int[] exactly(String name) {
        byte[] wanted = bytes(name);
        int essential = Flavor.essentialLength(wanted, 0, wanted.length - 1);
        return find(wanted, essential, false);
    }

    /** The ids of types whose essential name is this one, ascending. */
    int[] withEssential(String name) {
        byte[] wanted = bytes(name);
        return find(wanted, wanted.length - 1, true);
    }

    private static byte[] bytes(String name) {
        return (name + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private int[] find(byte[] wanted, int essential, boolean anyFlavor) {
        if (end(wanted, 0) != wanted.length - 1) {
            // no name has a NUL in it
            return new int[0];
        }
        int[] found = new int[4];
        int count = 0;
        for (int i = heads[slot(hash(wanted, 0, essential))]; i != 0; i = next[i - 1]) {
            int name = blob.int32(starts[i - 1]);
            if (matches(wanted, essential, blob.bytesOf(name), blob.startOf(name), anyFlavor)) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = firstId + i - 1;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static boolean matches(byte[] wanted, int essential, byte[] bytes, int start, boolean anyFlavor) {
        int length = anyFlavor ? essential : wanted.length;
        for (int i = 0; i < length; i++) {
            // the wanted name's NUL keeps this within its string; so does the NUL behind the last string
            if (bytes[start + i] != wanted[i]) {
                return false;
            }
        }
        return !anyFlavor || Flavor.essentialLength(bytes, start, end(bytes, start) - start) == essential;
    }

    private static int end(byte[] bytes, int start) {
        int end = start;
        while (bytes[end] != 0) {
            end++;
        }
        return end;
    }

    /** The hash of the essential part of the name that begins at a place. */
    private static int hash(byte[] bytes, int start) {
        int hash = 0;
        int at = start;
        boolean underscores = false;
        for (byte b = bytes[at]; b != 0; b = bytes[++at]) {
            hash = hash * 31 + b;
            underscores |= b == '_' && bytes[at + 1] == '_';
        }
        return underscores ? hash(bytes, start, Flavor.essentialLength(bytes, start, at - start)) : hash;
    }

    private static int hash(byte[] bytes, int start, int length) {
        int hash = 0;
        for (int i = start; i < start + length; i++) {
            hash = hash * 31 + bytes[i];
        }
        return hash;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & heads.length - 1;
    }
}
