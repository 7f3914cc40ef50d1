package dev.xdpasm.loader.sys;

/**
 * The commands of {@code bpf(2)} that the loader uses ({@code enum bpf_cmd}, include/uapi/linux/bpf.h, Linux 6.18).
 */
public enum BpfCommand {
    /** Makes a map. Linux 3.18. */
    BPF_MAP_CREATE(0),
    /** Reads an entry. Linux 3.18. */
    BPF_MAP_LOOKUP_ELEM(1),
    /** Writes an entry. Linux 3.18. */
    BPF_MAP_UPDATE_ELEM(2),
    /** Removes an entry. Linux 3.18. */
    BPF_MAP_DELETE_ELEM(3),
    /** Gives the key after a key. Linux 3.18. */
    BPF_MAP_GET_NEXT_KEY(4),
    /** Verifies and loads a program. Linux 3.18. */
    BPF_PROG_LOAD(5),
    /** Makes a name on bpffs. Linux 4.4. */
    BPF_OBJ_PIN(6),
    /** Opens what a name on bpffs holds. Linux 4.4. */
    BPF_OBJ_GET(7),
    /** Attaches a program to a cgroup, a map of sockets or a namespace. Linux 4.10. */
    BPF_PROG_ATTACH(8),
    /** Takes a program off what BPF_PROG_ATTACH put it on. Linux 4.10. */
    BPF_PROG_DETACH(9),
    /** Runs a program on data given (also BPF_PROG_TEST_RUN). Linux 4.12. */
    BPF_PROG_RUN(10),
    /** Gives the program id after an id. Linux 4.13. */
    BPF_PROG_GET_NEXT_ID(11),
    /** Gives the map id after an id. Linux 4.13. */
    BPF_MAP_GET_NEXT_ID(12),
    /** Opens a program by its id. Linux 4.13. */
    BPF_PROG_GET_FD_BY_ID(13),
    /** Opens a map by its id. Linux 4.13. */
    BPF_MAP_GET_FD_BY_ID(14),
    /** Describes what a descriptor refers to. Linux 4.13. */
    BPF_OBJ_GET_INFO_BY_FD(15),
    /** Loads types. Linux 4.18. */
    BPF_BTF_LOAD(18),
    /** Opens types by their id. Linux 4.18. */
    BPF_BTF_GET_FD_BY_ID(19),
    /** Reads an entry and removes it; queues and stacks since Linux 4.20, hash maps since 5.14. */
    BPF_MAP_LOOKUP_AND_DELETE_ELEM(21),
    /** Makes a map read-only for system calls. Linux 5.2. */
    BPF_MAP_FREEZE(22),
    /** Gives the BTF id after an id. Linux 5.4. */
    BPF_BTF_GET_NEXT_ID(23),
    /** Reads many entries. Linux 5.6. */
    BPF_MAP_LOOKUP_BATCH(24),
    /** Reads many entries and removes them. Linux 5.6. */
    BPF_MAP_LOOKUP_AND_DELETE_BATCH(25),
    /** Writes many entries. Linux 5.6. */
    BPF_MAP_UPDATE_BATCH(26),
    /** Removes many entries. Linux 5.6. */
    BPF_MAP_DELETE_BATCH(27),
    /** Lists the programs that are attached to a cgroup or a namespace. Linux 4.15. */
    BPF_PROG_QUERY(16),
    /** Attaches a program to a raw tracepoint, or to what it was loaded for. Linux 4.17. */
    BPF_RAW_TRACEPOINT_OPEN(17),
    /** Makes a file whose content an iterator's program writes. Linux 5.8. */
    BPF_ITER_CREATE(33),
    /** Attaches a program by a link. Linux 5.7. */
    BPF_LINK_CREATE(28),
    /** Puts another program into a link. Linux 5.7. */
    BPF_LINK_UPDATE(29),
    /** Opens a link by its id. Linux 5.8. */
    BPF_LINK_GET_FD_BY_ID(30),
    /** Gives the link id after an id. Linux 5.8. */
    BPF_LINK_GET_NEXT_ID(31),
    /** Keeps statistics of programs' runs. Linux 5.8. */
    BPF_ENABLE_STATS(32),
    /** Takes a link off what it holds its program on. Linux 5.9. */
    BPF_LINK_DETACH(34),
    /** Makes a token that hands rights on. Linux 6.9. */
    BPF_TOKEN_CREATE(36);

    private final int number;

    BpfCommand(int number) {
        this.number = number;
    }

    /** {@return the number that bpf(2) takes} */
    public int number() {
        return number;
    }
}
