package dev.xdpasm.loader.sys;

import dev.xdpasm.loader.sys.AttrLayout.MapCreate;
import dev.xdpasm.loader.sys.AttrLayout.MapElem;

/**
 * {@code bpf(2)} on whole maps: each method is one command and gives its answer, 0 or more, or a negated errno. Calls on
 * what is in them are {@link MapElement}'s and {@link MapElements}'.
 */
public final class MapCalls {

    private MapCalls() {}

    /** {@return the map's descriptor} BPF_MAP_CREATE. */
    public static long create(int type, int keySize, int valueSize, int maxEntries, int flags, String name) {
        return createAttr(type, keySize, valueSize, maxEntries, flags, name).call(BpfCommand.BPF_MAP_CREATE);
    }

    /** {@return the map's descriptor} BPF_MAP_CREATE of a map of maps, which are like the one of a descriptor. */
    public static long create(
            int type, int keySize, int valueSize, int maxEntries, int flags, String name, int innerMapFd) {
        return createAttr(type, keySize, valueSize, maxEntries, flags, name)
                .u32(MapCreate.INNER_MAP_FD, innerMapFd)
                .call(BpfCommand.BPF_MAP_CREATE);
    }

    static BpfAttr createAttr(int type, int keySize, int valueSize, int maxEntries, int flags, String name) {
        return BpfAttr.begin(MapCreate.SIZE)
                .u32(MapCreate.MAP_TYPE, type)
                .u32(MapCreate.KEY_SIZE, keySize)
                .u32(MapCreate.VALUE_SIZE, valueSize)
                .u32(MapCreate.MAX_ENTRIES, maxEntries)
                .u32(MapCreate.MAP_FLAGS, flags)
                .name(MapCreate.MAP_NAME, name);
    }

    /** {@return 0} BPF_MAP_FREEZE. */
    public static long freeze(int fd) {
        return BpfAttr.begin(MapElem.SIZE).u32(MapElem.MAP_FD, fd).call(BpfCommand.BPF_MAP_FREEZE);
    }
}
