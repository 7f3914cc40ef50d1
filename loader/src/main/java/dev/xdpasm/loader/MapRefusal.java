package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.ProcFiles;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an error of a call on a map means, and what to do about it: told by the command, the errno and the map's type
 * together, since the kernel has few numbers for many things (kernel/bpf/syscall.c and the file of each type).
 */
final class MapRefusal {
    /** {@code BPF_F_RDONLY} and {@code BPF_F_WRONLY} of BPF_MAP_CREATE, include/uapi/linux/bpf.h. */
    private static final int BPF_F_RDONLY = 1 << 3;

    private static final int BPF_F_WRONLY = 1 << 4;

    private static final String FROZEN = "it is frozen already";

    private MapRefusal() {}

    /** {@return the error of a call on a map} */
    static KernelException of(BpfMap<?, ?> map, String what, BpfCommand command, long answer) {
        String failed = "map " + map.name() + " " + what;
        return reason(map, command, (int) -answer)
                .map(reason -> Refusal.bpf(failed, command, answer, reason))
                .orElseGet(() -> Refusal.bpf(failed, command, answer, Capability.CAP_BPF));
    }

    private static Optional<String> reason(BpfMap<?, ?> map, BpfCommand command, int errno) {
        MapSpec spec = map.spec();
        return switch (errno) {
            case Errno.E2BIG -> Optional.of(tooMany(spec));
            // A trie's word for E2BIG.
            case Errno.ENOSPC -> spec.type() == MapType.BPF_MAP_TYPE_LPM_TRIE
                    ? Optional.of(tooMany(spec))
                    : Optional.empty();
            case Errno.EEXIST -> Optional.of(
                    isArray(spec.type())
                            ? "the elements of an array are always there: put changes them"
                            : "the key is there already: put changes it");
            case Errno.ENOENT -> command == BpfCommand.BPF_MAP_UPDATE_ELEM
                    ? Optional.of("the key is not there: put makes it")
                    : Optional.empty();
            case Errno.EINVAL -> invalid(spec, command, map.elementFlags() != 0);
            case Errno.EPERM -> readOnly(map, command);
            case Errno.EBUSY -> command == BpfCommand.BPF_MAP_FREEZE
                    // Kernels differ in what they say to a second time: EBUSY, newer ones EPERM.
                    ? Optional.of(
                            isFrozen(map)
                                    ? FROZEN
                                    : "it is mapped writable, or just being written: close its mappings first")
                    : Optional.empty();
            case Errno.ENOTSUPP, Errno.EOPNOTSUPP -> Optional.of(
                    "the kernel has no such call for type " + spec.type().shortName());
            default -> Optional.empty();
        };
    }

    private static String tooMany(MapSpec spec) {
        String most = Integer.toUnsignedString(spec.maxEntries());
        return switch (spec.type()) {
            case BPF_MAP_TYPE_ARRAY,
                    BPF_MAP_TYPE_PERCPU_ARRAY,
                    BPF_MAP_TYPE_PROG_ARRAY,
                    BPF_MAP_TYPE_ARRAY_OF_MAPS,
                    BPF_MAP_TYPE_PERF_EVENT_ARRAY,
                    BPF_MAP_TYPE_CGROUP_ARRAY,
                    BPF_MAP_TYPE_DEVMAP,
                    BPF_MAP_TYPE_CPUMAP,
                    BPF_MAP_TYPE_SOCKMAP,
                    BPF_MAP_TYPE_REUSEPORT_SOCKARRAY,
                    BPF_MAP_TYPE_XSKMAP -> "its indexes end below max_entries, which is " + most;
            case BPF_MAP_TYPE_QUEUE, BPF_MAP_TYPE_STACK -> "it is full: max_entries is " + most
                    + "; pop first, or push with EXIST, which drops the oldest";
            default -> "it is full: max_entries is " + most
                    + "; delete entries or make it larger (the LRU types drop old entries by themselves)";
        };
    }

    private static Optional<String> invalid(MapSpec spec, BpfCommand command, boolean locked) {
        boolean deletes = command == BpfCommand.BPF_MAP_DELETE_ELEM || command == BpfCommand.BPF_MAP_DELETE_BATCH;
        if (deletes && isArray(spec.type())) {
            return Optional.of("the elements of an array are always there: put zeros instead");
        }
        if (locked) {
            return Optional.of("its values have no bpf_spin_lock, or it was made without types that say where: locked() is not for it");
        }
        if (spec.type() == MapType.BPF_MAP_TYPE_LPM_TRIE) {
            return Optional.of("a prefix has at most " + (spec.keySize() - Integer.BYTES) * Byte.SIZE + " bits here");
        }
        return Optional.empty();
    }

    private static Optional<String> readOnly(BpfMap<?, ?> map, BpfCommand command) {
        boolean reads = command == BpfCommand.BPF_MAP_LOOKUP_ELEM || command == BpfCommand.BPF_MAP_LOOKUP_BATCH;
        int flags = map.spec().flags();
        if (reads) {
            return (flags & BPF_F_WRONLY) == 0
                    ? Optional.empty()
                    : Optional.of("it was created with BPF_F_WRONLY: system calls may not read it");
        }
        if ((flags & BPF_F_RDONLY) != 0) {
            return Optional.of("it was created with BPF_F_RDONLY: only programs may write it");
        }
        if (!isFrozen(map)) {
            return Optional.empty();
        }
        return Optional.of(
                command == BpfCommand.BPF_MAP_FREEZE
                        ? FROZEN
                        : "it is frozen: only programs may write it now");
    }

    private static boolean isFrozen(BpfMap<?, ?> map) {
        return map.fd().use(number -> ProcFiles.descriptor(number, "frozen").orElse("0").equals("1") ? 1 : 0) == 1;
    }

    private static boolean isArray(MapType type) {
        return type == MapType.BPF_MAP_TYPE_ARRAY || type == MapType.BPF_MAP_TYPE_PERCPU_ARRAY;
    }

    /** Refuses a map of a type that the handle is not for. */
    static void requireType(BpfMap<?, ?> map, MapType... types) {
        if (!List.of(types).contains(map.spec().type())) {
            throw new BpfException("map " + map.name() + " is of type " + map.spec().type().shortName() + ", expected "
                    + Arrays.stream(types).map(MapType::shortName).collect(Collectors.joining(" or ")));
        }
    }

    /** Refuses codecs that do not fit the map: the kernel would read or write past their bytes. */
    static void requireSizes(MapSpec spec, Codec<?> key, Codec<?> value) {
        int valueBytes = PerCpu.valueBytes(spec);
        if (key.size() == spec.keySize() && value.size() == valueBytes) {
            return;
        }
        if (valueBytes != spec.valueSize() && value.size() == spec.valueSize()) {
            throw new BpfException("map " + spec.name() + " is of type " + spec.type().shortName()
                    + " and has a value for each CPU: read it with Codecs.perCpu(...) of that codec");
        }
        throw new BpfException("map " + spec.name() + " has keys of " + spec.keySize() + " and values of " + valueBytes
                + " bytes, the codecs take " + key.size() + " and " + value.size());
    }

    /** {@return the error of BPF_MAP_CREATE} */
    static KernelException ofCreate(MapSpec spec, long answer) {
        String failed = "map " + spec.name() + " (" + spec.type().shortName() + ", key " + spec.keySize()
                + " bytes, value " + spec.valueSize() + " bytes, max_entries "
                + Integer.toUnsignedString(spec.maxEntries()) + ") could not be created";
        boolean ofSpecification = -answer == Errno.EINVAL || -answer == Errno.E2BIG || -answer == Errno.ENOTSUPP;
        Optional<String> reason = ofSpecification ? spec.brokenLimit() : Optional.empty();
        return reason.map(why -> Refusal.bpf(failed, BpfCommand.BPF_MAP_CREATE, answer, why))
                .orElseGet(() -> Refusal.bpf(failed, BpfCommand.BPF_MAP_CREATE, answer, Capability.CAP_BPF));
    }
}
