package dev.xdpasm.dsl;

import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.CoreRelocationKind;
import dev.xdpasm.ir.Step;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Relocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the programs of an object ask the kernel's types when they are loaded (CO-RE): where a field lies, how large it is, whether
 * there is one. Each question is a struct in BTF that has nothing but that field, under the kernel's name with a suffix of its own.
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
     * @param struct the kernel's struct, such as {@code task_struct}
     * @param path a field of it, with dots where it lies in structs in the struct
     * @param leaf what kind of thing the field is
     * @param kind what is asked
     */
    record Fact(String struct, String path, BtfShape leaf, CoreRelocationKind kind) {}

    private record Asked(int type, String access, CoreRelocationKind kind, int own) {}

    /** {@return the number of a question} */
    int ask(Fact fact) {
        Integer known = facts.get(fact);
        if (known != null) {
            return known;
        }
        int number = asked.size();
        facts.put(fact, number);
        String[] names = fact.path().split("\\.");
        int size = size(fact.leaf());
        int type = new BtfShapes(btf).add(fact.leaf());
        for (int i = names.length - 1; i >= 0; i--) {
            String name = i == 0 ? fact.struct() + "___" + number : "";
            type = btf.add(new BtfType.Struct(name, size, List.of(new BtfType.Member(names[i], type, 0, 0))));
        }
        int own =
                switch (fact.kind()) {
                    case BPF_CORE_FIELD_BYTE_SIZE -> size;
                    case BPF_CORE_FIELD_EXISTS -> 1;
                    default -> 0;
                };
        asked.add(new Asked(type, "0" + ":0".repeat(names.length), fact.kind(), own));
        return number;
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
        return leaf instanceof BtfShape.Struct struct ? struct.size() : Long.BYTES;
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
                words[relocation.slot()] = Insn.withImm(words[relocation.slot()], asked.get(number(relocation)).own());
            }
        }
        return Code.of(words, words.length, others, code.lines());
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
