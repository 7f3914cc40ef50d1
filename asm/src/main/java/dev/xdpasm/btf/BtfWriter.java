package dev.xdpasm.btf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

    private void type(BtfType type) {
        if (type instanceof BtfType.Int number) {
            head(type, 0, false, number.size());
            types.u32(number.encoding() << 24 | number.bitOffset() << 16 | number.bits());
        } else if (type instanceof BtfType.Ptr pointer) {
            head(type, 0, false, pointer.target());
        } else if (type instanceof BtfType.Array array) {
            head(type, 0, false, 0);
            types.u32(array.element()).u32(array.index()).u32((int) array.count());
        } else if (type instanceof BtfType.Composite composite) {
            composite(composite);
        } else if (type instanceof BtfType.Enum enumeration) {
            head(type, enumeration.values().size(), enumeration.isSigned(), enumeration.size());
            for (BtfType.Enumerator value : enumeration.values()) {
                types.u32(strings.offset(value.name())).u32((int) value.value());
            }
        } else if (type instanceof BtfType.Enum64 enumeration) {
            head(type, enumeration.values().size(), enumeration.isSigned(), enumeration.size());
            for (BtfType.Enumerator value : enumeration.values()) {
                types.u32(strings.offset(value.name())).u32((int) value.value()).u32((int) (value.value() >>> 32));
            }
        } else if (type instanceof BtfType.Fwd forward) {
            head(type, 0, forward.union(), 0);
        } else if (type instanceof BtfType.TypeTag tag) {
            head(type, 0, tag.attribute(), tag.type());
        } else if (type instanceof BtfType.Modifier modifier) {
            head(type, 0, false, modifier.type());
        } else if (type instanceof BtfType.DeclTag tag) {
            head(type, 0, tag.attribute(), tag.type());
            types.u32(tag.component());
        } else if (type instanceof BtfType.FuncProto proto) {
            head(type, proto.params().size(), false, proto.returnType());
            for (BtfType.Param param : proto.params()) {
                types.u32(strings.offset(param.name())).u32(param.type());
            }
        } else if (type instanceof BtfType.Func function) {
            // a function's linkage stands where others have the number of their elements
            head(type, function.linkage().ordinal(), false, function.proto());
        } else if (type instanceof BtfType.Var variable) {
            head(type, 0, false, variable.type());
            types.u32(variable.linkage().ordinal());
        } else if (type instanceof BtfType.DataSection section) {
            head(type, section.entries().size(), false, section.size());
            for (BtfType.Entry entry : section.entries()) {
                types.u32(entry.var()).u32(entry.offset()).u32(entry.size());
            }
        } else if (type instanceof BtfType.Float number) {
            head(type, 0, false, number.size());
        }
    }

    private void composite(BtfType.Composite composite) {
        boolean bitfields = composite.members().stream().anyMatch(member -> member.bitSize() != 0);
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
        LittleEndian func = records(BtfFormat.FUNC_INFO_BYTES, bySection(all.functions(), BtfExt.FuncInfo::section),
                (out, info) -> out.u32(info.offset()).u32(info.func()));
        LittleEndian line = records(BtfFormat.LINE_INFO_BYTES, bySection(all.lines(), BtfExt.LineInfo::section), this::line);
        LittleEndian core = records(BtfFormat.CORE_RELOCATION_BYTES,
                bySection(all.coreRelocations(), BtfExt.CoreRelocation::section),
                (out, relocation) -> out.u32(relocation.offset()).u32(relocation.type())
                        .u32(strings.offset(relocation.access())).u32(relocation.kind().number()));
        LittleEndian out = new LittleEndian();
        out.u16(BtfFormat.MAGIC).u8(BtfFormat.VERSION).u8(0).u32(BtfFormat.EXT_HEADER_BYTES);
        out.u32(0).u32(func.size()).u32(func.size()).u32(line.size());
        out.u32(func.size() + line.size()).u32(core.size());
        return out.bytes(func.toBytes()).bytes(line.toBytes()).bytes(core.toBytes()).toBytes();
    }

    private void line(LittleEndian out, BtfExt.LineInfo info) {
        out.u32(info.offset()).u32(strings.offset(info.file())).u32(strings.offset(info.text())).u32(lineColumn(info));
    }

    /** What the field cannot hold is cut to what it can: a place for the reader's eye, not for the machine. */
    private static int lineColumn(BtfExt.LineInfo info) {
        int line = Math.min(info.line(), BtfFormat.HIGHEST_LINE);
        return line << BtfFormat.LINE_SHIFT | Math.min(info.column(), BtfFormat.HIGHEST_COLUMN);
    }

    /** The records of one kind; of none there is nothing, as libbpf refuses a kind without records. */
    private <T> LittleEndian records(int bytes, Map<String, List<T>> sections, RecordWriter<T> writer) {
        LittleEndian out = new LittleEndian();
        if (sections.isEmpty()) {
            return out;
        }
        out.u32(bytes);
        sections.forEach((section, records) -> {
            out.u32(strings.offset(section)).u32(records.size());
            for (T element : records) {
                writer.write(out, element);
            }
        });
        return out;
    }

    private static <T> Map<String, List<T>> bySection(List<T> all, Function<T, String> section) {
        Map<String, List<T>> sections = new LinkedHashMap<>();
        String current = "";
        List<T> members = List.of();
        for (T one : all) {
            String name = section.apply(one);
            // they come in runs
            if (!name.equals(current) || members.isEmpty()) {
                current = name;
                members = sections.computeIfAbsent(name, added -> new ArrayList<>());
            }
            members.add(one);
        }
        return sections;
    }

    private interface RecordWriter<T> {
        void write(LittleEndian out, T element);
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
