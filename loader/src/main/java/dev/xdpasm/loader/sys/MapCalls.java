package dev.xdpasm.loader.sys;

import dev.xdpasm.loader.sys.AttrLayout.MapCreate;
import dev.xdpasm.loader.sys.AttrLayout.MapElem;

/**
 * {@code bpf(2)} on whole maps: each method is one command and gives its answer, 0 or more, or a negated errno. Calls on
 * what is in them are {@link MapElement}'s and {@link MapElements}'.
 */
public final class MapCalls {

    private MapCalls() {}

    /**
     * A map to create.
     *
     * @param type its {@code enum bpf_map_type}
     * @param name its name; the kernel is given what it takes of it
     * @param innerFd of a map of maps: a map like those in it; else 0
     * @param numaNode the node whose memory it is made of, if the flags say that there is one
     * @param btfFd the types of key and value, 0 for none. Linux 4.18
     * @param btfKeyType id of the key's type, 0 for none
     * @param btfValueType id of the value's type, 0 for none
     * @param kernelValueType id of the value's type in the kernel's types, of struct_ops; else 0. Linux 5.6
     * @param extra {@code map_extra}. Linux 5.16
     * @param tokenFd the token by which it is made, 0 for none. Linux 6.9
     */
    public record Creation(
            int type,
            int keySize,
            int valueSize,
            int maxEntries,
            int flags,
            String name,
            int innerFd,
            int numaNode,
            int btfFd,
            int btfKeyType,
            int btfValueType,
            int kernelValueType,
            long extra,
            int tokenFd) {

        /** A map of which nothing more is said. */
        public Creation(int type, int keySize, int valueSize, int maxEntries, int flags, String name) {
            this(type, keySize, valueSize, maxEntries, flags, name, 0, 0, 0, 0, 0, 0, 0, 0);
        }

        /** {@return the same map as one of maps, which are like the one of a descriptor} */
        public Creation of(int inner) {
            return new Creation(
                    type,
                    keySize,
                    valueSize,
                    maxEntries,
                    flags,
                    name,
                    inner,
                    numaNode,
                    btfFd,
                    btfKeyType,
                    btfValueType,
                    kernelValueType,
                    extra,
                    tokenFd);
        }

        /** The same map without types. */
        public Creation withoutTypes() {
            return new Creation(type, keySize, valueSize, maxEntries, flags, name, innerFd, numaNode, 0, 0, 0, 0, extra, tokenFd);
        }
    }

    /** {@return the map's descriptor} BPF_MAP_CREATE. */
    public static long create(Creation map) {
        return createAttr(map).call(BpfCommand.BPF_MAP_CREATE);
    }

    static BpfAttr createAttr(Creation map) {
        BpfAttr attr = BpfAttr.begin(map.tokenFd() == 0 ? MapCreate.SIZE : MapCreate.SIZE_WITH_TOKEN)
                .u32(MapCreate.MAP_TYPE, map.type())
                .u32(MapCreate.KEY_SIZE, map.keySize())
                .u32(MapCreate.VALUE_SIZE, map.valueSize())
                .u32(MapCreate.MAX_ENTRIES, map.maxEntries())
                .u32(MapCreate.MAP_FLAGS, map.flags())
                .u32(MapCreate.INNER_MAP_FD, map.innerFd())
                .u32(MapCreate.NUMA_NODE, map.numaNode())
                .name(MapCreate.MAP_NAME, map.name())
                .u32(MapCreate.BTF_FD, map.btfFd())
                .u32(MapCreate.BTF_KEY_TYPE_ID, map.btfKeyType())
                .u32(MapCreate.BTF_VALUE_TYPE_ID, map.btfValueType())
                .u32(MapCreate.BTF_VMLINUX_VALUE_TYPE_ID, map.kernelValueType())
                .u64(MapCreate.MAP_EXTRA, map.extra());
        if (map.tokenFd() != 0) {
            attr.u32(MapCreate.MAP_FLAGS, map.flags() | ObjectCalls.BPF_F_TOKEN_FD).u32(MapCreate.MAP_TOKEN_FD, map.tokenFd());
        }
        return attr;
    }

    /** {@return 0} BPF_MAP_FREEZE. */
    public static long freeze(int fd) {
        return BpfAttr.begin(MapElem.SIZE).u32(MapElem.MAP_FD, fd).call(BpfCommand.BPF_MAP_FREEZE);
    }
}
