package dev.xdpasm.btf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes types, and what is known about functions and lines, as the sections {@code .BTF} and {@code .BTF.ext},
 * little-endian. Equal input gives equal bytes.
 */
public final class BtfWriter {
    private static final int FIRST_ROOM = 256;

    /**
     * The two sections; the strings of both stand in the first.
     *
     * @param btf the bytes of {@code .BTF}
     * @param ext the bytes of {@code .BTF.ext}
     */
    public record Sections(byte[] btf, byte[] ext) {}

    private final BtfStrings strings;
    private final LittleEndian types = new LittleEndian();

    private BtfWriter(Btf btf) {
        strings = new BtfStrings(btf.base());
    }

    /**
     * {@return the bytes of a section {@code .BTF}}
     *
     * @throws BtfException if a type has what does not fit its field
     */
    public static byte[] write(Btf btf) {
        return write(btf, new BtfExt(List.of(), List.of())).btf();
    }

    /**
     * {@return the sections}
     *
     * @throws BtfException if a type has what does not fit its field
     */
    public static Sections write(Btf btf, BtfExt instructions) {
        BtfWriter writer = new BtfWriter(btf);
        for (BtfType type : btf.types()) {
            writer.type(type);
        }
        byte[] ext = writer.ext(instructions);
        return new Sections(writer.section(), ext);
    }

    private byte[] section() {
        byte[] text = strings.toBytes();
        LittleEndian out = new LittleEndian();
        out.u16(BtfFormat.MAGIC).u8(BtfFormat.VERSION).u8(0).u32(BtfFormat.HEADER_BYTES);
        out.u32(0).u32(types.size()).u32(types.size()).u32(text.length);
        return out.bytes(types.toBytes()).bytes(text).toBytes();
    }

    /** Writes a type, by its kind, as asking which record it is would load all of them. */
    private void type(BtfType type) {
        switch (type.kind()) {
            case INT -> {
                BtfType.Int number = (BtfType.Int) type;
                head(type, 0, false, number.size());
                types.u32(number.encoding() << 24 | number.bitOffset() << 16 | number.bits());
            }
            case PTR -> head(type, 0, false, ((BtfType.Ptr) type).target());
            case ARRAY -> {
                BtfType.Array array = (BtfType.Array) type;
                head(type, 0, false, 0);
                types.u32(array.element()).u32(array.index()).u32((int) array.count());
            }
            case STRUCT, UNION -> composite((BtfType.Composite) type);
            case ENUM -> {
                BtfType.Enumeration enumeration = enumeration(type);
                for (BtfType.Enumerator value : enumeration.values()) {
                    types.u32(strings.offset(value.name())).u32((int) value.value());
                }
            }
            case ENUM64 -> {
                BtfType.Enumeration enumeration = enumeration(type);
                for (BtfType.Enumerator value : enumeration.values()) {
                    types.u32(strings.offset(value.name())).u32((int) value.value()).u32((int) (value.value() >>> 32));
                }
            }
            case FWD -> head(type, 0, ((BtfType.Fwd) type).union(), 0);
            case TYPEDEF, VOLATILE, CONST, RESTRICT -> head(type, 0, false, ((BtfType.Modifier) type).type());
            case TYPE_TAG -> {
                BtfType.TypeTag tag = (BtfType.TypeTag) type;
                head(type, 0, tag.attribute(), tag.type());
            }
            case DECL_TAG -> {
                BtfType.DeclTag tag = (BtfType.DeclTag) type;
                head(type, 0, tag.attribute(), tag.type());
                types.u32(tag.component());
            }
            case FUNC_PROTO -> {
                BtfType.FuncProto proto = (BtfType.FuncProto) type;
                head(type, proto.params().size(), false, proto.returnType());
                for (BtfType.Param param : proto.params()) {
                    types.u32(strings.offset(param.name())).u32(param.type());
                }
            }
            case FUNC -> {
                BtfType.Func function = (BtfType.Func) type;
                // a function's linkage stands where others have the number of their elements
                head(type, function.linkage().ordinal(), false, function.proto());
            }
            case VAR -> {
                BtfType.Var variable = (BtfType.Var) type;
                head(type, 0, false, variable.type());
                types.u32(variable.linkage().ordinal());
            }
            case DATASEC -> {
                BtfType.DataSection section = (BtfType.DataSection) type;
                head(type, section.entries().size(), false, section.size());
                for (BtfType.Entry entry : section.entries()) {
                    types.u32(entry.var()).u32(entry.offset()).u32(entry.size());
                }
            }
            case FLOAT -> head(type, 0, false, ((BtfType.Float) type).size());
        }
    }

    private BtfType.Enumeration enumeration(BtfType type) {
        BtfType.Enumeration enumeration = (BtfType.Enumeration) type;
        head(type, enumeration.values().size(), enumeration.isSigned(), enumeration.size());
        return enumeration;
    }

    private void composite(BtfType.Composite composite) {
        boolean bitfields = false;
        for (BtfType.Member member : composite.members()) {
            bitfields |= member.bitSize() != 0;
        }
        head(composite, composite.members().size(), bitfields, composite.size());
        for (BtfType.Member member : composite.members()) {
            if (bitfields && (member.bitOffset() > BtfFormat.HIGHEST_BIT_OFFSET || member.bitSize() > 0xff)) {
                throw new BtfException("BTF type " + composite.name() + " has bitfields and " + member.name() + " at bit "
                        + member.bitOffset() + ", " + member.bitSize() + " wide, expected at most "
                        + BtfFormat.HIGHEST_BIT_OFFSET + " and 255");
            }
            types.u32(strings.offset(member.name())).u32(member.type());
            types.u32(member.bitSize() << 24 | member.bitOffset());
        }
    }

    private void head(BtfType type, int elements, boolean flag, int sizeOrType) {
        if (elements > BtfFormat.MOST_ELEMENTS) {
            throw new BtfException("BTF type " + type.name() + " has " + elements + " elements, expected at most "
                    + BtfFormat.MOST_ELEMENTS);
        }
        types.u32(strings.offset(type.name()))
                .u32((flag ? BtfFormat.KIND_FLAG : 0) | type.kind().number() << 24 | elements)
                .u32(sizeOrType);
    }

    private byte[] ext(BtfExt all) {
        LittleEndian func = records(BtfFormat.FUNC_INFO_BYTES, all.functions());
        LittleEndian line = records(BtfFormat.LINE_INFO_BYTES, all.lines());
        LittleEndian core = records(BtfFormat.CORE_RELOCATION_BYTES, all.coreRelocations());
        LittleEndian out = new LittleEndian();
        out.u16(BtfFormat.MAGIC).u8(BtfFormat.VERSION).u8(0).u32(BtfFormat.EXT_HEADER_BYTES);
        out.u32(0).u32(func.size()).u32(func.size()).u32(line.size());
        out.u32(func.size() + line.size()).u32(core.size());
        return out.bytes(func.toBytes()).bytes(line.toBytes()).bytes(core.toBytes()).toBytes();
    }

    private void info(LittleEndian out, BtfExt.Info info) {
        out.u32(info.offset());
        if (info instanceof BtfExt.FuncInfo function) {
            out.u32(function.func());
        } else if (info instanceof BtfExt.LineInfo line) {
            out.u32(strings.offset(line.file())).u32(strings.offset(line.text())).u32(lineColumn(line));
        } else if (info instanceof BtfExt.CoreRelocation relocation) {
            out.u32(relocation.type()).u32(strings.offset(relocation.access())).u32(relocation.kind().number());
        }
    }

    /** What the field cannot hold is cut to what it can: a place for the reader's eye, not for the machine. */
    private static int lineColumn(BtfExt.LineInfo info) {
        int line = Math.min(info.line(), BtfFormat.HIGHEST_LINE);
        return line << BtfFormat.LINE_SHIFT | Math.min(info.column(), BtfFormat.HIGHEST_COLUMN);
    }

    /** The records of one kind; of none there is nothing, as libbpf refuses a kind without records. */
    private LittleEndian records(int bytes, List<? extends BtfExt.Info> all) {
        LittleEndian out = new LittleEndian();
        if (all.isEmpty()) {
            return out;
        }
        out.u32(bytes);
        for (Map.Entry<String, List<BtfExt.Info>> section : bySection(all).entrySet()) {
            out.u32(strings.offset(section.getKey())).u32(section.getValue().size());
            for (BtfExt.Info info : section.getValue()) {
                info(out, info);
            }
        }
        return out;
    }

    private static Map<String, List<BtfExt.Info>> bySection(List<? extends BtfExt.Info> all) {
        Map<String, List<BtfExt.Info>> sections = new LinkedHashMap<>();
        String current = "";
        List<BtfExt.Info> members = List.of();
        for (BtfExt.Info one : all) {
            // they come in runs
            if (!one.section().equals(current) || members.isEmpty()) {
                current = one.section();
                members = sections.computeIfAbsent(current, added -> new ArrayList<>());
            }
            members.add(one);
        }
        return sections;
    }

    /** Bytes being written, little-endian; a stream's lock at each word would be a third of the time. */
    private static final class LittleEndian {
        private byte[] room = new byte[FIRST_ROOM];
        private int size;

        private void ensure(int more) {
            if (room.length - size < more) {
                room = Arrays.copyOf(room, Math.addExact(size, Math.max(size, more)));
            }
        }

        LittleEndian u8(int value) {
            ensure(Byte.BYTES);
            room[size++] = (byte) value;
            return this;
        }

        LittleEndian u16(int value) {
            return u8(value).u8(value >>> 8);
        }

        LittleEndian u32(int value) {
            ensure(Integer.BYTES);
            // not by a VarHandle: to link one takes a short process longer than to write a thousand lines
            room[size] = (byte) value;
            room[size + 1] = (byte) (value >>> 8);
            room[size + 2] = (byte) (value >>> 16);
            room[size + 3] = (byte) (value >>> 24);
            size += Integer.BYTES;
            return this;
        }

        LittleEndian bytes(byte[] bytes) {
            ensure(bytes.length);
            System.arraycopy(bytes, 0, room, size, bytes.length);
            size += bytes.length;
            return this;
        }

        int size() {
            return size;
        }

        byte[] toBytes() {
            return Arrays.copyOf(room, size);
        }
    }
}
