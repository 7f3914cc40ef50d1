package dev.xdpasm.object;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Finding;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program with the functions that it needs, as the kernel takes it: one piece of code, the program first and behind it each
 * function that it calls or takes the address of, once, in the order in which they are met. Calls have their distances; maps
 * and externs are still names.
 *
 * @param program the program
 * @param code the instructions of all parts
 * @param parts where which function begins, the program first
 */
public record LinkedProgram(BpfProgram program, Code code, List<Part> parts) {

    /**
     * A function in its place.
     *
     * @param slot where it begins, in slots of 8 bytes
     * @param function the function
     */
    public record Part(int slot, BpfFunction function) {}

    /** What the kernel takes of one program at most (BPF_COMPLEXITY_LIMIT_INSNS; 4096 before Linux 5.2). */
    private static final int MOST_SLOTS = 1_000_000;

    /** Creates it. */
    public LinkedProgram {
        parts = List.copyOf(parts);
    }

    /**
     * {@return a program of an object, linked}
     *
     * @throws BpfException if it gets longer than the 1,000,000 slots that the kernel takes
     */
    public static LinkedProgram of(BpfObject object, BpfProgram program) {
        boolean whole = program.code().relocations().stream().noneMatch(r -> r.kind() == Relocation.Kind.FUNCTION);
        return whole
                ? new LinkedProgram(program, program.code(), List.of(new Part(0, program)))
                : new Linking(object).link(program);
    }

    /** {@return what CO-RE is to change in all parts; offsets are bytes from the program's start} */
    public List<BtfExt.CoreRelocation> coreRelocations() {
        List<BtfExt.CoreRelocation> all = new ArrayList<>();
        for (Part part : parts) {
            for (BtfExt.CoreRelocation own : part.function().coreRelocations()) {
                int offset = part.slot() * Insn.BYTES + own.offset();
                all.add(new BtfExt.CoreRelocation(own.section(), offset, own.type(), own.access(), own.kind()));
            }
        }
        return all;
    }

    /** {@return the function that the instruction at a slot belongs to} */
    public Part partAt(int slot) {
        Part found = parts.get(0);
        for (Part part : parts) {
            if (part.slot() <= slot) {
                found = part;
            }
        }
        return found;
    }

    /** {@return what the kernel would refuse in it, as far as that can be told without a kernel} Slots are those of the whole. */
    public List<Finding> lint() {
        return program.lint(code);
    }

    /** Places functions one behind the other. */
    private static final class Linking {
        private final Map<String, BpfFunction> functions = new HashMap<>();
        private final Map<String, Integer> slots = new HashMap<>();
        private final List<Part> parts = new ArrayList<>();
        private int size;

        Linking(BpfObject object) {
            object.functions().forEach(function -> functions.put(function.name(), function));
        }

        LinkedProgram link(BpfProgram program) {
            place(program);
            long[] words = new long[size];
            List<Relocation> relocations = new ArrayList<>();
            LineTable.Builder lines = new LineTable.Builder();
            for (Part part : parts) {
                Code own = part.function().code();
                System.arraycopy(own.words(), 0, words, part.slot(), own.size());
                appendLines(lines, own.lines(), part.slot());
                for (Relocation relocation : own.relocations()) {
                    Relocation moved = relocation.movedBy(part.slot());
                    if (relocation.kind() == Relocation.Kind.FUNCTION) {
                        resolve(words, moved);
                    } else {
                        relocations.add(moved);
                    }
                }
            }
            return new LinkedProgram(program, Code.of(words, size, relocations, lines.build()), parts);
        }

        /** A function that is met first comes before those that it needs itself, and these before what its caller needs next. */
        private void place(BpfFunction root) {
            List<BpfFunction> open = new ArrayList<>(List.of(root));
            List<Integer> next = new ArrayList<>(List.of(0));
            put(root);
            while (!open.isEmpty()) {
                int top = open.size() - 1;
                List<Relocation> relocations = open.get(top).code().relocations();
                int at = next.get(top);
                if (at == relocations.size()) {
                    open.remove(top);
                    next.remove(top);
                    continue;
                }
                next.set(top, at + 1);
                BpfFunction target = functions.get(relocations.get(at).symbol());
                boolean isFunction = relocations.get(at).kind() == Relocation.Kind.FUNCTION;
                if (isFunction && target != null && !slots.containsKey(target.name())) {
                    put(target);
                    open.add(target);
                    next.add(0);
                }
            }
        }

        private void put(BpfFunction function) {
            slots.put(function.name(), size);
            parts.add(new Part(size, function));
            size += function.code().size();
            if (size > MOST_SLOTS) {
                throw new BpfException("program " + parts.get(0).function().name() + " has more than " + MOST_SLOTS
                        + " slots with the functions that it calls, which is the most that the kernel takes");
            }
        }

        /** A function without lines is not to have those of the one before. */
        private static void appendLines(LineTable.Builder all, LineTable own, int slot) {
            if (slot > 0 && (own.size() == 0 || own.slot(0) > 0)) {
                all.addNone(slot);
            }
            for (int i = 0; i < own.size(); i++) {
                all.add(slot + own.slot(i), own, i);
            }
        }

        private void resolve(long[] words, Relocation relocation) {
            int slot = relocation.slot();
            int target = slots.getOrDefault(relocation.symbol(), 0);
            boolean address = Insn.isWide(words[slot]);
            int pseudo = address ? Opcode.BPF_PSEUDO_FUNC : Opcode.BPF_PSEUDO_CALL;
            words[slot] = Insn.withImm(Insn.withSrcReg(words[slot], pseudo), target - slot - 1);
        }
    }
}
