package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.uapi.MapType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of clang's, loaded by bpftool, takes the samples: it counts them and adds them up. */
@KernelTest(pins = true)
class UserRingBufferTest {
    private static final String PROGRAM =
            """
            typedef unsigned int u32;
            typedef unsigned long long u64;
            #define SEC(name) __attribute__((section(name), used))
            #define __uint(name, value) int (*name)[value]
            #define __type(name, value) typeof(value) *name
            struct { __uint(type, 31); __uint(max_entries, 4096); } samples SEC(".maps");
            struct { __uint(type, 2); __uint(max_entries, 2); __type(key, u32); __type(value, u64); } sums SEC(".maps");
            static void *(*lookup)(void *, const void *) = (void *) 1;
            static long (*drain)(void *, void *, void *, u64) = (void *) 209;
            static long (*dynptr_read)(void *, u32, const void *, u32, u64) = (void *) 201;
            static long take(void *sample, void *context) {
                u64 value = 0;
                u32 count = 0, sum = 1;
                dynptr_read(&value, sizeof value, sample, 0, 0);
                u64 *cell = lookup(&sums, &count);
                if (cell) *cell += 1;
                cell = lookup(&sums, &sum);
                if (cell) *cell += value;
                return 0;
            }
            SEC("xdp") int takes(void *ctx) {
                drain(&samples, take, 0, 0);
                return 2;
            }
            char _license[] SEC("license") = "GPL";
            """;

    @TempDir
    private Path folder;

    private final Path pins = Path.of("/sys/fs/bpf/xdpasm_user_ring_" + ProcessHandle.current().pid());

    @BeforeEach
    void load() throws IOException, InterruptedException {
        Needs.feature(Features.mapType(MapType.BPF_MAP_TYPE_USER_RINGBUF), 6, 1);
        KernelCondition.needs("clang-19");
        KernelCondition.needs("bpftool");
        Path source = Files.writeString(folder.resolve("takes.c"), PROGRAM);
        Path object = folder.resolve("takes.o");
        Commands.run("clang-19", "-O2", "-g", "-target", "bpf", "-c", source.toString(), "-o", object.toString());
        Files.createDirectory(pins);
        Commands.run("bpftool", "prog", "load", object.toString(), pins.resolve("takes").toString(), "pinmaps", pins.toString());
    }

    @AfterEach
    void unpin() throws IOException {
        if (Files.isDirectory(pins)) {
            for (String name : new String[] {"takes", "samples", "sums"}) {
                Files.deleteIfExists(pins.resolve(name));
            }
            Files.delete(pins);
        }
    }

    @Test
    void samplesReachTheProgramOnce() {
        try (LoadedProgram program = Pins.program(pins.resolve("takes"));
                BpfMap<byte[], byte[]> samples = Pins.map(pins.resolve("samples"));
                BpfMap<Long, Long> sums = Pins.map(pins.resolve("sums"), Codecs.U32, Codecs.U64);
                UserRingBuffer ring = UserRingBuffer.of(samples)) {
            long sum = 0;
            long count = 0;
            // Several times around the ring.
            for (int round = 0; round < 20; round++) {
                for (long i = 0; i < 100; i++) {
                    assertTrue(ring.offer(Codecs.U64, i * i));
                    sum += i * i;
                    count++;
                }
                program.run(new byte[64]);
                assertEquals(count, sums.get(0L).orElseThrow());
                assertEquals(sum, sums.get(1L).orElseThrow());
            }
        }
    }

    @Test
    void fullRingTakesNoMoreUntilAProgramDrainsIt() {
        try (LoadedProgram program = Pins.program(pins.resolve("takes"));
                BpfMap<byte[], byte[]> samples = Pins.map(pins.resolve("samples"));
                BpfMap<Long, Long> sums = Pins.map(pins.resolve("sums"), Codecs.U32, Codecs.U64)) {
            UserRingBuffer ring = UserRingBuffer.of(samples);
            for (int i = 0; i < 4096 / 16; i++) {
                assertTrue(ring.offer(new byte[8]));
            }
            assertFalse(ring.offer(new byte[8]));
            program.run(new byte[64]);
            assertEquals(256, sums.get(0L).orElseThrow());
            assertThrows(ArithmeticException.class, () -> ring.offer(8, out -> {
                throw new ArithmeticException();
            }));
            assertTrue(ring.offer(new byte[8]));
            program.run(new byte[64]);
            assertEquals(257, sums.get(0L).orElseThrow(), "what was not filled is not handed out");
            assertThrows(IllegalArgumentException.class, () -> ring.offer(new byte[4096]));
            assertThrows(IllegalArgumentException.class, () -> ring.offer(new byte[0]));
            ring.close();
            ring.close();
            assertThrows(IllegalStateException.class, () -> ring.offer(new byte[8]));
        }
    }
}
