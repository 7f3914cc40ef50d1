package dev.xdpasm.loader.sys;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code struct bpf_prog_info} (include/uapi/linux/bpf.h), read by BPF_OBJ_GET_INFO_BY_FD, as far as listings need it.
 *
 * @param errno 0, or why the kernel refused; then all else is 0 and empty
 * @param type {@code enum bpf_prog_type}
 * @param id the id
 * @param tag 8 bytes
 * @param jitedBytes {@code jited_prog_len}, 0 if the program is interpreted or its length not for the caller's eyes
 * @param xlatedBytes {@code xlated_prog_len}, the program as the verifier rewrote it
 * @param loadTime nanoseconds since boot
 * @param uid who loaded it
 * @param mapIds the maps that it uses
 * @param name the kernel's name of it, at most 15 characters
 * @param gplCompatible whether its license is
 * @param btfId the BTF that it was loaded with, 0 for none
 * @param runNanos {@code run_time_ns}, counted while statistics are on
 * @param runCount {@code run_cnt}, counted while statistics are on
 * @param verifiedInsns {@code verified_insns}, 0 before Linux 5.16
 */
public record ProgInfo(
        int errno,
        int type,
        int id,
        byte[] tag,
        int jitedBytes,
        int xlatedBytes,
        long loadTime,
        int uid,
        List<Integer> mapIds,
        String name,
        boolean gplCompatible,
        int btfId,
        long runNanos,
        long runCount,
        int verifiedInsns) {
    private static final int TYPE = 0;
    private static final int ID = 4;
    private static final int TAG = 8;
    private static final int TAG_BYTES = 8;
    private static final int JITED_PROG_LEN = 16;
    private static final int XLATED_PROG_LEN = 20;
    private static final int LOAD_TIME = 40;
    private static final int CREATED_BY_UID = 48;
    private static final int NR_MAP_IDS = 52;
    private static final int MAP_IDS = 56;
    private static final int NAME = 64;
    private static final int NAME_ROOM = 16;
    /** A bit field, of which {@code gpl_compatible} is the lowest bit. */
    private static final int GPL_COMPATIBLE = 84;

    private static final int BTF_ID = 128;
    private static final int RUN_TIME_NS = 192;
    private static final int RUN_CNT = 200;
    private static final int VERIFIED_INSNS = 216;

    /** An older kernel leaves what it does not know as it is; of the arrays none but the maps' is asked for. */
    private static final int SIZE = 224;

    /** {@return the description of the program that {@code fd} refers to} */
    public static ProgInfo read(int fd) {
        NativeMemory info = NativeMemory.allocate(SIZE);
        long answer = ObjectCalls.info(fd, info);
        if (answer < 0) {
            return refused((int) -answer);
        }
        // The first answer counts the maps, the second lists them; a loaded program's maps do not change.
        int maps = info.bytes().getInt(NR_MAP_IDS);
        NativeMemory ids = NativeMemory.allocate(Math.max(1, maps) * Integer.BYTES);
        if (maps > 0) {
            info = NativeMemory.allocate(SIZE);
            info.bytes().putInt(NR_MAP_IDS, maps).putLong(MAP_IDS, ids.address());
            answer = ObjectCalls.info(fd, info);
            if (answer < 0) {
                return refused((int) -answer);
            }
        }
        List<Integer> mapIds = new ArrayList<>();
        for (int i = 0; i < maps; i++) {
            mapIds.add(ids.bytes().getInt(i * Integer.BYTES));
        }
        return parse(info, mapIds);
    }

    private static ProgInfo refused(int errno) {
        return new ProgInfo(errno, 0, 0, new byte[TAG_BYTES], 0, 0, 0, 0, List.of(), "", false, 0, 0, 0, 0);
    }

    private static ProgInfo parse(NativeMemory info, List<Integer> mapIds) {
        ByteBuffer in = info.bytes();
        return new ProgInfo(
                0,
                in.getInt(TYPE),
                in.getInt(ID),
                info.copy(TAG, TAG_BYTES),
                in.getInt(JITED_PROG_LEN),
                in.getInt(XLATED_PROG_LEN),
                in.getLong(LOAD_TIME),
                in.getInt(CREATED_BY_UID),
                List.copyOf(mapIds),
                info.string(NAME, NAME_ROOM),
                (in.get(GPL_COMPATIBLE) & 1) != 0,
                in.getInt(BTF_ID),
                in.getLong(RUN_TIME_NS),
                in.getLong(RUN_CNT),
                in.getInt(VERIFIED_INSNS));
    }
}
