package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MapCalls;
import dev.xdpasm.loader.sys.PossibleCpus;
import dev.xdpasm.object.DataMap;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.StructOps;

/** Makes one map of its specification (BPF_MAP_CREATE), with what the kernel wants otherwise than objects say it. */
final class MapCreation {
    /** BPF_F_NUMA_NODE, include/uapi/linux/bpf.h. */
    private static final int NUMA_NODE = 1 << 2;

    /** Bytes of a page on all machines that have 64-bit BPF objects, as far as rings are concerned: more is more only. */
    private static final int PAGE_BYTES = 4096;

    /** The types of the object that maps refer to; {@link #NONE} where there are none. */
    private final int btfFd;

    static final int NONE = 0;

    private final Omissions omissions;

    MapCreation(int btfFd, Omissions omissions) {
        this.btfFd = btfFd;
        this.omissions = omissions;
    }

    /**
     * {@return the new map's descriptor}
     *
     * @param kernelName the name that the kernel is given, as far as it takes it
     * @throws KernelException if the kernel refuses; says which rule of its type the specification breaks
     */
    Fd create(MapSpec spec, String kernelName) {
        if (StructOps.is(spec)) {
            throw new BpfException("the struct " + spec.name() + " of functions is of use with its programs only: load its object");
        }
        if (spec.inner().isEmpty()) {
            return create(spec, kernelName, 0);
        }
        // the kernel wants to see one map like those that are to be in it, and keeps its properties only
        MapSpec like = spec.inner().get();
        try (Fd inner = create(like, like.name(), 0)) {
            return create(spec, kernelName, (int) inner.use(number -> number));
        }
    }

    /** {@return the descriptor of the map of a struct of functions} The kernel wants types of the object's to be there, too. */
    Fd create(MapSpec spec, KernelStruct struct) {
        long answer = MapCalls.create(new MapCalls.Creation(
                spec.type().value(),
                Integer.BYTES,
                struct.value().size(),
                1,
                spec.flags(),
                spec.name(),
                0,
                0,
                btfFd,
                0,
                0,
                struct.valueType(),
                0,
                omissions.tokenFd()));
        if (answer < 0) {
            throw StructOps.isLinked(spec) && KernelFeature.STRUCT_OPS_LINK.tooOld().isPresent()
                    ? Refusal.bpf(
                            "map " + spec.name() + " could not be created",
                            BpfCommand.BPF_MAP_CREATE,
                            answer,
                            KernelFeature.STRUCT_OPS_LINK.tooOld().orElseThrow())
                    : MapRefusal.ofCreate(spec, answer);
        }
        return new Fd((int) answer, "map " + spec.name());
    }

    private Fd create(MapSpec spec, String kernelName, int innerFd) {
        boolean typed = btfFd != NONE && takesTypes(spec) && (spec.keyType() != 0 || spec.valueType() != 0);
        MapCalls.Creation map = new MapCalls.Creation(
                spec.type().value(),
                spec.keySize(),
                spec.valueSize(),
                spec.maxEntries(),
                flags(spec),
                omissions.lacks(LoadFeature.NAMES) ? "" : kernelName,
                innerFd,
                spec.numaNode().orElse(0),
                typed ? btfFd : NONE,
                typed ? spec.keyType() : 0,
                typed ? spec.valueType() : 0,
                0,
                spec.mapExtra(),
                omissions.tokenFd());
        long answer = MapCalls.create(map);
        if (answer < 0 && typed) {
            // types only describe the map, and there are more rules about them than one can know
            answer = MapCalls.create(map.withoutTypes());
            if (answer >= 0) {
                omissions.note("the types of map " + spec.name() + " were left out, as the kernel refuses them");
            }
        }
        if (answer < 0) {
            throw MapRefusal.ofCreate(spec, answer);
        }
        return new Fd((int) answer, "map " + spec.name());
    }

    private int flags(MapSpec spec) {
        int flags = spec.flags() | (spec.numaNode().isPresent() ? NUMA_NODE : 0);
        boolean mapped = DataMap.is(spec) && (flags & DataMap.MMAPABLE) != 0;
        return mapped && omissions.lacks(LoadFeature.MMAPABLE) ? flags & ~DataMap.MMAPABLE : flags;
    }

    /** {@return the map as it is created: sizes that its type rounds or leaves to the loader} */
    static MapSpec withRealSize(MapSpec spec) {
        return switch (spec.type()) {
            case BPF_MAP_TYPE_RINGBUF, BPF_MAP_TYPE_USER_RINGBUF -> spec.withMaxEntries(ringBytes(spec.maxEntries()));
            case BPF_MAP_TYPE_PERF_EVENT_ARRAY -> spec.maxEntries() == 0
                    ? spec.withMaxEntries(PossibleCpus.count())
                    : spec;
            default -> spec;
        };
    }

    /** A power of two of whole pages; what is none of it for being too big stays for the kernel to refuse. */
    private static int ringBytes(int wanted) {
        long bytes = PAGE_BYTES;
        while (bytes < wanted) {
            bytes *= 2;
        }
        return wanted <= 0 || bytes > Integer.MAX_VALUE ? wanted : (int) bytes;
    }

    /** Kinds whose elements the kernel knows itself refuse types, or types and their lack of a key contradict each other. */
    private static boolean takesTypes(MapSpec spec) {
        return switch (spec.type()) {
            case BPF_MAP_TYPE_PERF_EVENT_ARRAY,
                    BPF_MAP_TYPE_CGROUP_ARRAY,
                    BPF_MAP_TYPE_STACK_TRACE,
                    BPF_MAP_TYPE_ARRAY_OF_MAPS,
                    BPF_MAP_TYPE_HASH_OF_MAPS,
                    BPF_MAP_TYPE_PROG_ARRAY,
                    BPF_MAP_TYPE_DEVMAP,
                    BPF_MAP_TYPE_DEVMAP_HASH,
                    BPF_MAP_TYPE_CPUMAP,
                    BPF_MAP_TYPE_XSKMAP,
                    BPF_MAP_TYPE_SOCKMAP,
                    BPF_MAP_TYPE_SOCKHASH,
                    BPF_MAP_TYPE_QUEUE,
                    BPF_MAP_TYPE_STACK,
                    BPF_MAP_TYPE_RINGBUF,
                    BPF_MAP_TYPE_USER_RINGBUF,
                    BPF_MAP_TYPE_BLOOM_FILTER -> false;
            default -> true;
        };
    }
}
