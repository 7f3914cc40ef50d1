package dev.xdpasm.loader.sys;

/**
 * {@code struct bpf_map_info} (include/uapi/linux/bpf.h), read by BPF_OBJ_GET_INFO_BY_FD: what the map was created as.
 *
 * @param errno 0, or why the kernel refused; then all else is 0 and empty
 * @param type {@code enum bpf_map_type}
 * @param id the id
 * @param keySize bytes of a key
 * @param valueSize bytes of a value
 * @param maxEntries the most entries
 * @param flags {@code BPF_F_*}
 * @param name the kernel's name of it, at most 15 characters
 * @param btfId the BTF that describes its keys and values, 0 for none
 * @param keyTypeId id of the keys' type in that BTF
 * @param valueTypeId id of the values' type in that BTF
 * @param mapExtra what the type makes of it. Linux 5.16, 0 before
 */
public record MapInfo(
        int errno,
        int type,
        int id,
        int keySize,
        int valueSize,
        int maxEntries,
        int flags,
        String name,
        int btfId,
        int keyTypeId,
        int valueTypeId,
        long mapExtra) {
    private static final int TYPE = 0;
    private static final int ID = 4;
    private static final int KEY_SIZE = 8;
    private static final int VALUE_SIZE = 12;
    private static final int MAX_ENTRIES = 16;
    private static final int MAP_FLAGS = 20;
    private static final int NAME = 24;
    private static final int NAME_ROOM = 16;
    private static final int BTF_ID = 64;
    private static final int BTF_KEY_TYPE_ID = 68;
    private static final int BTF_VALUE_TYPE_ID = 72;
    private static final int MAP_EXTRA = 80;
    private static final int SIZE = 88;

    /** {@return the description of the map that {@code fd} refers to} */
    public static MapInfo read(int fd) {
        NativeMemory info = NativeMemory.allocate(SIZE);
        long answer = ObjectCalls.info(fd, info);
        if (answer < 0) {
            return new MapInfo((int) -answer, 0, 0, 0, 0, 0, 0, "", 0, 0, 0, 0);
        }
        return new MapInfo(
                0,
                info.bytes().getInt(TYPE),
                info.bytes().getInt(ID),
                info.bytes().getInt(KEY_SIZE),
                info.bytes().getInt(VALUE_SIZE),
                info.bytes().getInt(MAX_ENTRIES),
                info.bytes().getInt(MAP_FLAGS),
                info.string(NAME, NAME_ROOM),
                info.bytes().getInt(BTF_ID),
                info.bytes().getInt(BTF_KEY_TYPE_ID),
                info.bytes().getInt(BTF_VALUE_TYPE_ID),
                info.bytes().getLong(MAP_EXTRA));
    }
}
