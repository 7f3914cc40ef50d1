package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.object.MapSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values with a bpf_spin_lock are read and written as a whole. */
@KernelTest
class LockedMapTest {
    private static final int WORDS = 64;
    private static final int ROUNDS = 20_000;

    @TempDir
    private Path folder;

    /** A hash map whose value is a lock and many words; only its types tell the kernel where the lock is. */
    private Bpf load() throws Exception {
        KernelCondition.needs("clang-19");
        String text = "struct bpf_spin_lock { unsigned val; };\n"
                + "struct value { struct bpf_spin_lock lock; unsigned pad; unsigned long words[" + WORDS + "]; };\n"
                + "struct { int (*type)[1]; unsigned *key; struct value *value; int (*max_entries)[8]; } locked"
                + " __attribute__((section(\".maps\"), used));\n"
                + "__attribute__((section(\"license\"), used)) char text[] = \"GPL\";\n"
                + "__attribute__((section(\"xdp\"), used)) int pass(void *ctx) { return 2; }\n";
        Path source = Files.writeString(folder.resolve("locked.c"), text);
        Path object = folder.resolve("locked.o");
        Commands.run("clang-19", "-O2", "-g", "-target", "bpf", "-c", source.toString(), "-o", object.toString());
        return Bpf.load(ElfReader.read("locked.o", Files.readAllBytes(object)));
    }

    private static byte[] value(long word) {
        ByteBuffer value = ByteBuffer.allocate(8 + WORDS * Long.BYTES).order(ByteOrder.nativeOrder());
        value.putInt(0, -1).putInt(4, -1);
        for (int i = 0; i < WORDS; i++) {
            value.putLong(8 + i * Long.BYTES, word);
        }
        return value.array();
    }

    /** The word that all are. */
    private static long word(byte[] value) {
        ByteBuffer words = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
        for (int i = 0; i < WORDS; i++) {
            assertEquals(words.getLong(8), words.getLong(8 + i * Long.BYTES), "a torn value");
        }
        assertEquals(0, words.getInt(0), "the lock is not shown");
        return words.getLong(8);
    }

    @Test
    void valuesAreNeverTorn() throws Exception {
        try (Bpf bpf = load()) {
            BpfMap<byte[], byte[]> map = bpf.map("locked").locked();
            byte[] key = new byte[4];
            // the lock is made with the entry
            bpf.map("locked").put(key, value(0));
            AtomicBoolean end = new AtomicBoolean();
            Thread writer = new Thread(() -> {
                for (long word = 1; !end.get(); word++) {
                    map.put(key, value(word));
                }
            });
            writer.start();
            try {
                for (int i = 0; i < ROUNDS; i++) {
                    word(map.get(key).orElseThrow());
                }
            } finally {
                end.set(true);
                writer.join();
            }
            assertTrue(word(map.get(key).orElseThrow()) > 0);
        }
    }

    @Test
    void cursorsAndBatchesLockToo() throws Exception {
        try (Bpf bpf = load()) {
            BpfMap<byte[], byte[]> map = bpf.map("locked").locked();
            bpf.map("locked").put(new byte[4], value(0));
            map.putAll(Map.of(new byte[4], value(5)));
            MapCursor cursor = map.cursor();
            assertTrue(cursor.lookup());
            assertEquals(5, cursor.value().getLong(8));
            map.forEach((key, value) -> assertEquals(5, word(value)));
        }
    }

    @Test
    void mapWithoutALockIsRefused() {
        try (BpfMap<byte[], byte[]> map = BpfMap.create(MapSpec.hash("bare", 4, 8, 1))) {
            KernelException e = assertThrows(KernelException.class, () -> map.locked().put(new byte[4], new byte[8]));
            assertEquals("EINVAL", e.errnoName());
            assertEquals(
                    "its values have no bpf_spin_lock, or it was made without types that say where: locked() is not for it",
                    e.hint().orElse("(none)"));
        }
    }
}
