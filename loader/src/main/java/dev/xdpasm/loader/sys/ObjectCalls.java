package dev.xdpasm.loader.sys;

import dev.xdpasm.loader.sys.AttrLayout.Id;
import dev.xdpasm.loader.sys.AttrLayout.Info;
import dev.xdpasm.loader.sys.AttrLayout.MapElem;
import dev.xdpasm.loader.sys.AttrLayout.Obj;

/**
 * {@code bpf(2)} on what has a descriptor, an id or a name on bpffs; each method is one command and gives its answer, 0
 * or more, or a negated errno.
 */
public final class ObjectCalls {
    /** The flag of commands that are given a token, include/uapi/linux/bpf.h. */
    static final int BPF_F_TOKEN_FD = 1 << 16;

    private ObjectCalls() {}

    /** {@return 0} BPF_OBJ_PIN. */
    public static long pin(int fd, String path) {
        return objAttr(path).u32(Obj.BPF_FD, fd).call(BpfCommand.BPF_OBJ_PIN);
    }

    /** {@return a descriptor of what is pinned: program, map or link} BPF_OBJ_GET. */
    public static long get(String path) {
        return objAttr(path).call(BpfCommand.BPF_OBJ_GET);
    }

    static BpfAttr objAttr(String path) {
        return BpfAttr.begin(Obj.SIZE).text(Obj.PATHNAME, path);
    }

    /**
     * {@return the smallest id of a program above {@code id}, ENOENT negated if there is none} BPF_PROG_GET_NEXT_ID.
     */
    public static long nextProgramId(int id) {
        return nextId(BpfCommand.BPF_PROG_GET_NEXT_ID, id);
    }

    /** {@return the smallest id of a link above {@code id}, ENOENT negated if there is none} BPF_LINK_GET_NEXT_ID. */
    public static long nextLinkId(int id) {
        return nextId(BpfCommand.BPF_LINK_GET_NEXT_ID, id);
    }

    /** {@return the smallest id of a map above {@code id}, ENOENT negated if there is none} BPF_MAP_GET_NEXT_ID. */
    public static long nextMapId(int id) {
        return nextId(BpfCommand.BPF_MAP_GET_NEXT_ID, id);
    }

    /** {@return the smallest id of a BTF above {@code id}, ENOENT negated if there is none} BPF_BTF_GET_NEXT_ID. */
    public static long nextBtfId(int id) {
        return nextId(BpfCommand.BPF_BTF_GET_NEXT_ID, id);
    }

    /** {@return a descriptor of a token of the bpffs that a descriptor refers to} BPF_TOKEN_CREATE, Linux 6.9. */
    public static long createToken(int bpffs) {
        return BpfAttr.begin(Long.BYTES).u32(Integer.BYTES, bpffs).call(BpfCommand.BPF_TOKEN_CREATE);
    }

    private static long nextId(BpfCommand command, int id) {
        BpfAttr attr = BpfAttr.begin(Id.SIZE).u32(Id.START_ID, id);
        long answer = attr.call(command);
        return answer < 0 ? answer : Integer.toUnsignedLong(attr.u32(Id.NEXT_ID));
    }

    /** {@return a descriptor of the link} BPF_LINK_GET_FD_BY_ID. */
    public static long linkById(int id) {
        return BpfAttr.begin(Id.SIZE).u32(Id.LINK_ID, id).call(BpfCommand.BPF_LINK_GET_FD_BY_ID);
    }

    /** {@return a descriptor of the program} BPF_PROG_GET_FD_BY_ID. */
    public static long programById(int id) {
        return BpfAttr.begin(Id.SIZE).u32(Id.PROG_ID, id).call(BpfCommand.BPF_PROG_GET_FD_BY_ID);
    }

    /** {@return a descriptor of the map} BPF_MAP_GET_FD_BY_ID. */
    public static long mapById(int id) {
        return BpfAttr.begin(Id.SIZE).u32(Id.MAP_ID, id).call(BpfCommand.BPF_MAP_GET_FD_BY_ID);
    }

    /** {@return a descriptor of the types} BPF_BTF_GET_FD_BY_ID. */
    public static long btfById(int id) {
        return BpfAttr.begin(Id.SIZE).u32(Id.BTF_ID, id).call(BpfCommand.BPF_BTF_GET_FD_BY_ID);
    }

    /** {@return 0} BPF_OBJ_GET_INFO_BY_FD: what the descriptor refers to is described into {@code info}. */
    public static long info(int fd, NativeMemory info) {
        return BpfAttr.begin(Info.SIZE)
                .u32(Info.BPF_FD, fd)
                .u32(Info.INFO_LEN, info.size())
                .pointer(Info.INFO, info)
                .call(BpfCommand.BPF_OBJ_GET_INFO_BY_FD);
    }

    /** {@return the id of a program or a map} BPF_OBJ_GET_INFO_BY_FD of no more than the first two fields, type and id. */
    public static long id(int fd) {
        NativeMemory info = NativeMemory.allocate(2 * Integer.BYTES);
        long answer = info(fd, info);
        return answer < 0 ? answer : Integer.toUnsignedLong(info.bytes().getInt(Integer.BYTES));
    }

    /** {@return EBADF negated where bpf(2) works: the harmless way to ask} A lookup in a map that is not there. */
    public static long probe() {
        return BpfAttr.begin(MapElem.SIZE).u32(MapElem.MAP_FD, -1).call(BpfCommand.BPF_MAP_LOOKUP_ELEM);
    }
}
