package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.PossibleCpus;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The values of one entry of a per-CPU map: each CPU's programs see a value of their own. {@link Codecs#perCpu} reads and
 * writes them.
 *
 * @param values one for each possible CPU of the machine, online or not, in the order of their numbers
 * @param <V> a value in Java
 */
public record PerCpu<V>(List<V> values) {
    /** The kernel pads each value to whole words ({@code round_up(map->value_size, 8)}, kernel/bpf/syscall.c). */
    private static final int WORD = Long.BYTES;

    /** Copies the values. */
    public PerCpu {
        values = List.copyOf(values);
    }

    /** {@return the same value for all CPUs of this machine} */
    public static <V> PerCpu<V> same(V value) {
        return new PerCpu<>(Collections.nCopies(PossibleCpus.count(), value));
    }

    /** {@return how many possible CPUs this machine has, and so values an entry} */
    public static int cpus() {
        return PossibleCpus.count();
    }

    /**
     * {@return a CPU's value}
     *
     * @param index counts the possible CPUs from 0: their numbers, on a machine without gaps in them
     */
    public V get(int index) {
        return values.get(index);
    }

    /** {@return the sum over all CPUs, such as {@code packets.sum(Long::longValue)}} Wraps around at 64 bits. */
    public long sum(ToLongFunction<? super V> number) {
        return values.stream().mapToLong(number).sum();
    }

    /** {@return whether maps of the type have a value for each CPU} */
    public static boolean isPerCpu(MapType type) {
        return switch (type) {
            case BPF_MAP_TYPE_PERCPU_HASH,
                    BPF_MAP_TYPE_PERCPU_ARRAY,
                    BPF_MAP_TYPE_LRU_PERCPU_HASH,
                    BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE -> true;
            default -> false;
        };
    }

    /** {@return bytes of a map's value as system calls read and write it} */
    static int valueBytes(MapSpec spec) {
        return isPerCpu(spec.type())
                ? Math.multiplyExact(stride(spec.valueSize()), PossibleCpus.count())
                : spec.valueSize();
    }

    private static int stride(int size) {
        return Math.addExact(size, WORD - 1) & -WORD;
    }

    /** {@return a codec of one value for each CPU} */
    static <V> Codec<PerCpu<V>> codec(Codec<V> value) {
        int cpus = PossibleCpus.count();
        int stride = stride(value.size());
        return Codecs.of(
                stride * cpus,
                (all, out) -> {
                    if (all.values().size() != cpus) {
                        throw new IllegalArgumentException(
                                all.values().size() + " values given where this machine has " + cpus + " CPUs");
                    }
                    int begin = out.position();
                    for (int cpu = 0; cpu < cpus; cpu++) {
                        value.encode(all.get(cpu), CodecBytes.piece(out, begin + cpu * stride, value.size()));
                    }
                },
                in -> {
                    List<V> values = new ArrayList<>(cpus);
                    int begin = in.position();
                    for (int cpu = 0; cpu < cpus; cpu++) {
                        values.add(value.decode(CodecBytes.piece(in, begin + cpu * stride, value.size())));
                    }
                    return new PerCpu<>(values);
                });
    }
}
