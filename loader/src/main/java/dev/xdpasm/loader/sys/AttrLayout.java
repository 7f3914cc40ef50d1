package dev.xdpasm.loader.sys;

/**
 * Where the fields of {@code union bpf_attr} stand, in bytes: one class a command's struct
 * (include/uapi/linux/bpf.h, Linux 6.18).
 *
 * <p>Each {@code SIZE} ends behind the last field that is written or read here. An older kernel takes a size that is
 * larger than its own union if the rest is zero, a newer one takes a smaller.
 */
final class AttrLayout {

    private AttrLayout() {}

    /** The anonymous struct used by BPF_MAP_CREATE. */
    static final class MapCreate {
        static final int MAP_TYPE = 0;
        static final int KEY_SIZE = 4;
        static final int VALUE_SIZE = 8;
        static final int MAX_ENTRIES = 12;
        static final int MAP_FLAGS = 16;
        static final int INNER_MAP_FD = 20;
        static final int NUMA_NODE = 24;
        static final int MAP_NAME = 28;
        static final int BTF_FD = 48;
        static final int BTF_KEY_TYPE_ID = 52;
        static final int BTF_VALUE_TYPE_ID = 56;
        static final int BTF_VMLINUX_VALUE_TYPE_ID = 60;
        static final int MAP_EXTRA = 64;
        static final int SIZE = 72;
        static final int MAP_TOKEN_FD = 76;
        static final int SIZE_WITH_TOKEN = 80;

        private MapCreate() {}
    }

    /** The anonymous struct used by BPF_MAP_*_ELEM; {@code next_key} shares the place of {@code value}. */
    static final class MapElem {
        static final int MAP_FD = 0;
        static final int KEY = 8;
        static final int VALUE = 16;
        static final int NEXT_KEY = 16;
        static final int FLAGS = 24;
        static final int SIZE = 32;

        private MapElem() {}
    }

    /** {@code batch}, used by BPF_MAP_*_BATCH. */
    static final class MapBatch {
        static final int IN_BATCH = 0;
        static final int OUT_BATCH = 8;
        static final int KEYS = 16;
        static final int VALUES = 24;
        static final int COUNT = 32;
        static final int MAP_FD = 36;
        static final int ELEM_FLAGS = 40;
        static final int SIZE = 56;

        private MapBatch() {}
    }

    /** The anonymous struct used by BPF_PROG_LOAD. */
    static final class ProgLoad {
        static final int PROG_TYPE = 0;
        static final int INSN_CNT = 4;
        static final int INSNS = 8;
        static final int LICENSE = 16;
        static final int LOG_LEVEL = 24;
        static final int LOG_SIZE = 28;
        static final int LOG_BUF = 32;
        static final int KERN_VERSION = 40;
        static final int PROG_FLAGS = 44;
        static final int PROG_NAME = 48;
        static final int EXPECTED_ATTACH_TYPE = 68;
        static final int PROG_BTF_FD = 72;
        static final int FUNC_INFO_REC_SIZE = 76;
        static final int FUNC_INFO = 80;
        static final int FUNC_INFO_CNT = 88;
        static final int LINE_INFO_REC_SIZE = 92;
        static final int LINE_INFO = 96;
        static final int LINE_INFO_CNT = 104;
        static final int ATTACH_BTF_ID = 108;
        static final int ATTACH_PROG_FD = 112;
        static final int FD_ARRAY = 120;
        /** What the whole log would take, written by the kernel since 6.4. */
        static final int LOG_TRUE_SIZE = 140;

        static final int SIZE = 144;
        static final int PROG_TOKEN_FD = 144;
        static final int SIZE_WITH_TOKEN = 148;

        private ProgLoad() {}
    }

    /** The anonymous struct used by BPF_BTF_LOAD. */
    static final class BtfLoad {
        static final int BTF = 0;
        static final int BTF_LOG_BUF = 8;
        static final int BTF_SIZE = 16;
        static final int BTF_LOG_SIZE = 20;
        static final int BTF_LOG_LEVEL = 24;
        static final int SIZE = 28;
        static final int BTF_FLAGS = 32;
        static final int BTF_TOKEN_FD = 36;
        static final int SIZE_WITH_TOKEN = 40;

        private BtfLoad() {}
    }

    /** The anonymous struct used by BPF_OBJ_*. */
    static final class Obj {
        static final int PATHNAME = 0;
        static final int BPF_FD = 8;
        static final int SIZE = 16;

        private Obj() {}
    }

    /** {@code test}, used by BPF_PROG_RUN. */
    static final class Test {
        static final int PROG_FD = 0;
        static final int RETVAL = 4;
        static final int DATA_SIZE_IN = 8;
        static final int DATA_SIZE_OUT = 12;
        static final int DATA_IN = 16;
        static final int DATA_OUT = 24;
        static final int REPEAT = 32;
        static final int DURATION = 36;
        static final int CTX_SIZE_IN = 40;
        static final int CTX_SIZE_OUT = 44;
        static final int CTX_IN = 48;
        static final int CTX_OUT = 56;
        static final int FLAGS = 64;
        static final int CPU = 68;
        static final int BATCH_SIZE = 72;
        static final int SIZE = 80;

        private Test() {}
    }

    /** The anonymous struct used by BPF_*_GET_*_ID; {@code start_id} and the ids share a place. */
    static final class Id {
        static final int START_ID = 0;
        static final int PROG_ID = 0;
        static final int LINK_ID = 0;
        static final int MAP_ID = 0;
        static final int BTF_ID = 0;
        static final int NEXT_ID = 4;
        static final int SIZE = 12;

        private Id() {}
    }

    /** {@code info}, used by BPF_OBJ_GET_INFO_BY_FD. */
    static final class Info {
        static final int BPF_FD = 0;
        static final int INFO_LEN = 4;
        static final int INFO = 8;
        static final int SIZE = 16;

        private Info() {}
    }

    /** {@code link_create}, used by BPF_LINK_CREATE; what follows the flags depends on the link's type. */
    static final class LinkCreate {
        static final int PROG_FD = 0;
        /** A descriptor, or an interface's index. */
        static final int TARGET = 4;

        static final int ATTACH_TYPE = 8;
        static final int FLAGS = 12;
        /** {@code perf_event.bpf_cookie}. */
        static final int PERF_COOKIE = 16;
        /** {@code tracing.cookie}. */
        static final int TRACING_COOKIE = 24;
        /** {@code tcx} and {@code netkit}: the program or link to stand before or behind. */
        static final int RELATIVE = 16;

        static final int EXPECTED_REVISION = 24;
        /** {@code kprobe_multi}. */
        static final int KPROBE_FLAGS = 16;

        static final int KPROBE_CNT = 20;
        static final int KPROBE_SYMS = 24;
        /** {@code uprobe_multi}. */
        static final int UPROBE_PATH = 16;

        static final int UPROBE_OFFSETS = 24;
        static final int UPROBE_CNT = 48;
        static final int UPROBE_FLAGS = 52;
        static final int UPROBE_PID = 56;
        /** {@code netfilter}. */
        static final int NETFILTER_PF = 16;

        static final int NETFILTER_HOOKNUM = 20;
        static final int NETFILTER_PRIORITY = 24;
        static final int SIZE = 64;

        private LinkCreate() {}
    }

    /** {@code link_update}, used by BPF_LINK_UPDATE. */
    static final class LinkUpdate {
        static final int LINK_FD = 0;
        static final int NEW_PROG_FD = 4;
        static final int FLAGS = 8;
        static final int OLD_PROG_FD = 12;
        static final int SIZE = 16;

        private LinkUpdate() {}
    }

    /** {@code link_detach}, used by BPF_LINK_DETACH. */
    static final class LinkDetach {
        static final int LINK_FD = 0;
        static final int SIZE = 4;

        private LinkDetach() {}
    }

    /** The anonymous struct used by BPF_PROG_ATTACH and BPF_PROG_DETACH. */
    static final class ProgAttach {
        static final int TARGET_FD = 0;
        static final int ATTACH_BPF_FD = 4;
        static final int ATTACH_TYPE = 8;
        static final int ATTACH_FLAGS = 12;
        static final int REPLACE_BPF_FD = 16;
        static final int SIZE = 20;

        private ProgAttach() {}
    }

    /** {@code query}, used by BPF_PROG_QUERY. */
    static final class Query {
        static final int TARGET_FD = 0;
        static final int ATTACH_TYPE = 4;
        static final int PROG_IDS = 16;
        static final int PROG_CNT = 24;
        static final int SIZE = 28;

        private Query() {}
    }

    /** {@code raw_tracepoint}, used by BPF_RAW_TRACEPOINT_OPEN. */
    static final class RawTracepoint {
        static final int NAME = 0;
        static final int PROG_FD = 8;
        static final int SIZE = 16;

        private RawTracepoint() {}
    }

    /** {@code iter_create}, used by BPF_ITER_CREATE. */
    static final class IterCreate {
        static final int LINK_FD = 0;
        static final int SIZE = 8;

        private IterCreate() {}
    }
}
