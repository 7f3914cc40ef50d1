package dev.xdpasm.dsl;

import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.CoreRelocationKind;
import dev.xdpasm.ir.Step;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the programs of an object ask the kernel's types when they are loaded (CO-RE): where a field lies, how large it is, what an
 * enum's value is, whether there is one. Each question is a type in BTF that has nothing but what is asked for, under the kernel's name
 * with a suffix of its own.
 */
final class CoreFacts {
    private final BtfBuilder btf;
    private final Map<Fact, Integer> facts = new LinkedHashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    CoreFacts(BtfBuilder btf) {
        this.btf = btf;
    }

    /**
     * A question.
     *
     * @param type the kernel's name of a type, such as {@code task_struct}
     * @param part a field of it, with dots where it lies in structs in the struct and an index in brackets where it is an element of an
     *     array; an enum's value; empty if the type itself is meant
     * @param shape what kind of thing the field is, or the type
     * @param kind what is asked
     */
    record Fact(String type, String part, BtfShape shape, CoreRelocationKind kind) {}

    /** A question as it stands in BTF, with what the object's own types would answer. */
    private record Asked(int type, String access, CoreRelocationKind kind, long own) {}

    /** {@return the number of a question} */
    int ask(Fact fact) {
        Integer known = facts.get(fact);
        if (known != null) {
            return known;
        }
        int number = asked.size();
        facts.put(fact, number);
        String name = fact.type() + "___" + number;
        asked.add(
                switch (fact.kind().subject()) {
                    case FIELD -> field(name, fact);
                    case TYPE -> type(name, fact);
                    case ENUM_VALUE -> value(name, fact);
                });
        return number;
    }

    private Asked field(String name, Fact fact) {
        String[] names = fact.part().split("\\.");
        int size = size(fact.shape());
        int offset = 0;
        BtfShapes shapes = new BtfShapes(btf);
        int type = shapes.add(fact.shape());
        String access = "";
        for (int i = names.length - 1; i >= 0; i--) {
            int bracket = names[i].indexOf('[');
            if (bracket >= 0) {
                int index = Integer.parseInt(names[i].substring(bracket + 1, names[i].length() - 1));
                offset += index * size;
                size += index * size;
                type = btf.add(new BtfType.Array(type, shapes.add(BtfShapes.INDEX), index + 1));
                access = ":" + index + access;
            }
            String field = bracket < 0 ? names[i] : names[i].substring(0, bracket);
            access = ":0" + access;
            type = btf.add(new BtfType.Struct(i == 0 ? name : "", size, List.of(new BtfType.Member(field, type, 0, 0))));
        }
        return new Asked(type, "0" + access, fact.kind(), own(fact, offset));
    }

    private static long own(Fact field, int offset) {
        int size = size(field.shape());
        return switch (field.kind()) {
            case BPF_CORE_FIELD_BYTE_OFFSET -> offset;
            case BPF_CORE_FIELD_BYTE_SIZE -> size;
            case BPF_CORE_FIELD_EXISTS -> 1;
            case BPF_CORE_FIELD_LSHIFT_U64, BPF_CORE_FIELD_RSHIFT_U64 -> Long.SIZE - (long) size * Byte.SIZE;
            case BPF_CORE_FIELD_SIGNED -> field.shape() instanceof BtfShape.Int number && number.signed() ? 1 : 0;
            default -> throw new IllegalArgumentException(field.kind() + " is not asked of a field");
        };
    }

    private Asked type(String name, Fact fact) {
        int size = fact.shape() instanceof BtfShape.Enum ? Integer.BYTES : 0;
        int type = btf.add(
                fact.shape() instanceof BtfShape.Enum
                        ? new BtfType.Enum(name, size, false, List.of())
                        : fact.shape() instanceof BtfShape.Union
                                ? new BtfType.Union(name, size, List.of())
                                : new BtfType.Struct(name, size, List.of()));
        return new Asked(type, "0", fact.kind(), fact.kind() == CoreRelocationKind.BPF_CORE_TYPE_SIZE ? size : 1);
    }

    private Asked value(String name, Fact fact) {
        long own = -1; // with a sign, so that a kernel's value that has one is put in with it
        int type = btf.add(new BtfType.Enum(name, Integer.BYTES, true, List.of(new BtfType.Enumerator(fact.part(), own))));
        return new Asked(type, "0", fact.kind(), fact.kind() == CoreRelocationKind.BPF_CORE_ENUMVAL_VALUE ? own : 1);
    }

    private static int size(BtfShape leaf) {
        if (leaf instanceof BtfShape.Int number) {
            return number.size();
        }
        if (leaf instanceof BtfShape.Named named) {
            return size(named.of());
        }
        if (leaf instanceof BtfShape.Bytes bytes) {
            return bytes.size();
        }
        if (leaf instanceof BtfShape.Array array) {
            return size(array.of()) * array.length();
        }
        if (leaf instanceof BtfShape.Enum) {
            return Integer.BYTES;
        }
        return leaf instanceof BtfShape.Struct struct ? struct.size() : Long.BYTES;
    }

    /** What the object's own types answer to a question. */
    long own(int number) {
        return asked.get(number).own();
    }

    boolean isEmpty() {
        return asked.isEmpty();
    }

    /** {@return the code with what its own types say in the places of names} */
    Code answered(Code code) {
        List<Relocation> others = new ArrayList<>(code.relocations());
        others.removeIf(CoreFacts::isFact);
        long[] words = code.words();
        for (Relocation relocation : code.relocations()) {
            if (isFact(relocation)) {
                answer(words, relocation.slot(), asked.get(number(relocation)).own());
            }
        }
        return Code.of(words, words.length, others, code.lines());
    }

    /** A load or store has the number as its offset, an {@code lddw} as its constant. */
    private static void answer(long[] words, int slot, long own) {
        if (Opcode.classOf(Insn.code(words[slot])) != Opcode.BPF_LD) {
            words[slot] = Insn.withOff(words[slot], (short) own);
        } else {
            words[slot] = Insn.withImm(words[slot], (int) own);
            words[slot + 1] = Insn.withImm(words[slot + 1], (int) (own >> Integer.SIZE));
        }
    }

    /** {@return what is asked where in the code} */
    List<BtfExt.CoreRelocation> relocations(String section, Code code) {
        List<BtfExt.CoreRelocation> found = new ArrayList<>();
        for (Relocation relocation : code.relocations()) {
            if (isFact(relocation)) {
                Asked fact = asked.get(number(relocation));
                found.add(new BtfExt.CoreRelocation(
                        section, relocation.slot() * Insn.BYTES, fact.type(), fact.access(), fact.kind()));
            }
        }
        return found;
    }

    private static boolean isFact(Relocation relocation) {
        return relocation.symbol().startsWith(Step.KernelFact.PREFIX);
    }

    private static int number(Relocation relocation) {
        return Integer.parseInt(relocation.symbol().substring(Step.KernelFact.PREFIX.length()));
    }
}
