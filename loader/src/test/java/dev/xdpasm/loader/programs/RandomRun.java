package dev.xdpasm.loader.programs;

import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.BpfMap;
import dev.xdpasm.loader.Codec;
import dev.xdpasm.loader.Codecs;
import dev.xdpasm.loader.PerCpu;
import dev.xdpasm.loader.RingBuffer;
import dev.xdpasm.loader.RunResult;
import dev.xdpasm.loader.VerifierException;
import dev.xdpasm.object.BpfObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One random program in the kernel and in Java, over the same packets and maps. */
final class RandomRun {
    private static final int PACKETS = 6;
    private static final int LONG = 256;

    private final Tree tree;
    private final Random random;
    private final TableState state = new TableState();

    private RandomRun(Tree tree, Random random) {
        this.tree = tree;
        this.random = random;
    }

    /** {@return what the kernel did otherwise than Java, or why it did not take the program; empty if all is well} */
    static Optional<String> difference(long seed, IsaLevel level, int statements, TreeScope.Words words) {
        Tree tree = RandomTree.of(seed, level, statements, words);
        return new RandomRun(tree, new Random(seed)).difference(level);
    }

    private Optional<String> difference(IsaLevel level) {
        BpfObject object;
        try {
            object = Renderer.object(tree, level);
        } catch (RuntimeException e) {
            return Optional.of("cannot be built: " + e + at(e));
        }
        try (Bpf bpf = Bpf.load(object)) {
            fill(bpf);
            for (int i = 0; i < PACKETS; i++) {
                byte[] packet = packet();
                RunResult result = bpf.program("random").run(packet);
                Evaluator.Outcome expected = Evaluator.run(tree, state, packet);
                if (expected.action() != result.retval() || !Arrays.equals(expected.packet(), result.data())) {
                    return Optional.of("packet " + i + " of " + packet.length + " bytes: action " + result.retval() + ", expected "
                            + expected.action() + ", bytes " + differing(result.data(), expected.packet()) + " of "
                            + HexFormat.of().formatHex(packet));
                }
            }
            return maps(bpf).or(() -> records(bpf));
        } catch (VerifierException e) {
            return Optional.of("refused: " + e.getMessage());
        }
    }

    private static String at(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "" : " at " + Arrays.asList(e.getStackTrace()).subList(0, Math.min(6, e.getStackTrace().length));
    }

    private static String differing(byte[] actual, byte[] expected) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < expected.length; i++) {
            if (actual.length <= i || actual[i] != expected[i]) {
                text.append(i).append(": ").append(actual.length <= i ? "none" : Integer.toHexString(actual[i] & 0xff))
                        .append(" for ").append(Integer.toHexString(expected[i] & 0xff)).append(", ");
            }
        }
        return text.toString();
    }

    /** Bytes of which many are such as break code, and numbers that are often the same. */
    private byte[] packet() {
        byte[] packet = new byte[random.nextInt(5) == 0 ? 14 + random.nextInt(LONG) : LONG];
        byte[] special = {0, 1, 2, 3, 7, -1, -128, 127};
        for (int i = 0; i < packet.length; i++) {
            packet[i] = random.nextInt(3) == 0 ? (byte) random.nextInt() : 0;
        }
        for (int i = random.nextInt(60); i > 0; i--) {
            int at = random.nextInt(packet.length);
            byte filling = special[random.nextInt(special.length)];
            int length = 1 << random.nextInt(5);
            Arrays.fill(packet, at, Math.min(packet.length, at + length), filling);
        }
        return packet;
    }

    // ---- maps

    private static boolean has(Bpf bpf, Table table) {
        return bpf.object().maps().stream().anyMatch(map -> map.name().equals(table.map.name()));
    }

    private static BpfMap<byte[], byte[]> map(Bpf bpf, Table table) {
        return bpf.map(table.map.name());
    }

    private void fill(Bpf bpf) {
        for (Table table : Table.values()) {
            if (table == Table.COUNTS || !has(bpf, table)) {
                continue;
            }
            int entries = table.isArray() ? table.entries() : 12;
            for (int i = 0; i < entries; i++) {
                byte[] value = new byte[table.value.size()];
                random.nextBytes(value);
                byte[] key = key(table, i);
                if (table == Table.PREFIXES) {
                    state.putPrefix(key, value);
                } else {
                    state.put(table, key, value);
                }
                map(bpf, table).put(key, value);
            }
        }
    }

    private byte[] key(Table table, int i) {
        if (table == Table.PREFIXES) {
            byte[] address = new byte[4];
            random.nextBytes(address);
            return TableState.prefix(random.nextInt(4) == 0 ? random.nextInt(33) : random.nextInt(6), address);
        }
        byte[] key = new byte[table.key.size()];
        int last = table == Table.RECORDS ? key.length - 1 : 0;
        key[last] = (byte) i;
        if (random.nextInt(3) == 0 && !table.isArray()) {
            Arrays.fill(key, i % 2 == 0 ? (byte) -1 : (byte) i);
        }
        return key;
    }

    private Optional<String> maps(Bpf bpf) {
        for (Table table : Table.values()) {
            if (!has(bpf, table)) {
                continue;
            }
            List<String> actual = new ArrayList<>();
            if (table == Table.COUNTS) {
                Codec<PerCpu<Long>> each = Codecs.perCpu(Codecs.U64);
                map(bpf, table).as(Codecs.bytes(4), each).forEach((key, value) -> actual.add(TableState.line(
                        key, eightBytes(value.sum(Long::longValue)))));
            } else {
                map(bpf, table).forEach((key, value) -> actual.add(TableState.line(key, value)));
            }
            actual.sort(null);
            if (!actual.equals(state.entries(table))) {
                return Optional.of(table + " holds " + actual + ", expected " + state.entries(table));
            }
        }
        return globals(bpf);
    }

    private Optional<String> records(Bpf bpf) {
        List<String> expected = state.records.stream().map(HexFormat.of()::formatHex).toList();
        List<String> actual = new ArrayList<>();
        if (bpf.object().maps().stream().anyMatch(map -> map.name().equals(Table.RING.name()))) {
            int size = Table.Tables.RECORD.size();
            try (RingBuffer ring = RingBuffer.of(bpf.map(Table.RING.name()))) {
                ring.drain(record -> {
                    byte[] bytes = new byte[size];
                    record.get(bytes);
                    actual.add(HexFormat.of().formatHex(bytes));
                });
            }
        }
        return actual.equals(expected) ? Optional.empty() : Optional.of("the ring holds " + actual + ", expected " + expected);
    }

    private Optional<String> globals(Bpf bpf) {
        for (var global : bpf.object().globals()) {
            byte[] section = bpf.map(global.map()).entries().values().iterator().next();
            byte[] actual = Arrays.copyOfRange(section, global.offset(), global.offset() + global.size());
            if (!Arrays.equals(actual, state.global(global.name()))) {
                return Optional.of("global " + Map.of(global.name(), HexFormat.of().formatHex(actual)) + ", expected "
                        + HexFormat.of().formatHex(state.global(global.name())));
            }
        }
        return Optional.empty();
    }

    private static byte[] eightBytes(long number) {
        return java.nio.ByteBuffer.allocate(8).order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(number).array();
    }
}
