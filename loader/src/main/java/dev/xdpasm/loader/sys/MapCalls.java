package dev.xdpasm.loader.sys;

import dev.xdpasm.loader.sys.AttrLayout.MapCreate;
import dev.xdpasm.loader.sys.AttrLayout.MapElem;

/**
 * {@code bpf(2)} on maps: each method is one command and gives its answer, 0 or more, or a negated errno.
 *
 * <p>Keys and values are the bytes as the program sees them; the caller has checked that their sizes are the map's, as
 * the kernel reads and writes that many, whatever was given.
 */
public final class MapCalls {

    private MapCalls() {}

    /** {@return the map's descriptor} BPF_MAP_CREATE. */
    public static long create(int type, int keySize, int valueSize, int maxEntries, int flags, String name) {
        return createAttr(type, keySize, valueSize, maxEntries, flags, name).call(BpfCommand.BPF_MAP_CREATE);
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

    /** {@return 0} BPF_MAP_LOOKUP_ELEM: fills {@code value} if the key is there. */
    public static long lookup(int fd, byte[] key, byte[] value) {
        BpfAttr attr = element(fd, key);
        NativeMemory found = attr.scratch(value.length);
        long answer = attr.pointer(MapElem.VALUE, found).call(BpfCommand.BPF_MAP_LOOKUP_ELEM);
        if (answer >= 0) {
            found.bytes().get(0, value);
        }
        return answer;
    }

    /** {@return 0} BPF_MAP_UPDATE_ELEM, with {@code BPF_ANY} 0, {@code BPF_NOEXIST} 1 or {@code BPF_EXIST} 2. */
    public static long update(int fd, byte[] key, byte[] value, long flags) {
        return element(fd, key)
                .pointer(MapElem.VALUE, value)
                .u64(MapElem.FLAGS, flags)
                .call(BpfCommand.BPF_MAP_UPDATE_ELEM);
    }

    /** {@return 0} BPF_MAP_DELETE_ELEM. */
    public static long delete(int fd, byte[] key) {
        return element(fd, key).call(BpfCommand.BPF_MAP_DELETE_ELEM);
    }

    /** {@return 0, ENOENT negated if the map is empty} BPF_MAP_GET_NEXT_KEY for the first key. */
    public static long firstKey(int fd, byte[] first) {
        return nextKey(BpfAttr.begin(MapElem.SIZE).u32(MapElem.MAP_FD, fd), first);
    }

    /** {@return 0, ENOENT negated after the last} BPF_MAP_GET_NEXT_KEY: the first key if {@code key} is not there. */
    public static long nextKey(int fd, byte[] key, byte[] next) {
        return nextKey(element(fd, key), next);
    }

    private static long nextKey(BpfAttr attr, byte[] next) {
        NativeMemory found = attr.scratch(next.length);
        long answer = attr.pointer(MapElem.NEXT_KEY, found).call(BpfCommand.BPF_MAP_GET_NEXT_KEY);
        if (answer >= 0) {
            found.bytes().get(0, next);
        }
        return answer;
    }

    static BpfAttr element(int fd, byte[] key) {
        return BpfAttr.begin(MapElem.SIZE).u32(MapElem.MAP_FD, fd).pointer(MapElem.KEY, key);
    }
}
