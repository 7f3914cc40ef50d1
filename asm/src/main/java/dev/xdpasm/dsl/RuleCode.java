package dev.xdpasm.dsl;

import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.CodeBuilder;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Functions of {@link RuleTree}s: five numbers in r1 to r5, of which the lower 32 bits count, give the verdict. Made without a graph,
 * since there is nothing to better in them, and there may be 100,000 instructions of them. What is not met is jumped to and what is
 * met follows, so that the verifier, which follows first what follows, has few ways open at a time.
 */
final class RuleCode {
    /** A function of an object. */
    record Made(String name, Code code, List<String> calls) {}

    /** Slots of a verdict that is given. */
    static final int GIVE = 2;

    /** Slots of a part that stands apart. */
    static final int CALL = 2;

    /** Slots of asking for one range, at most. */
    private static final int QUESTION = 3;

    /**
     * From so many boxes on that are asked for one by one the verifier is not to learn what the answers say of the fields: it would
     * follow what comes behind a box anew for each way out of it, up to a million instructions.
     */
    private static final int MANY = 12;

    private final String name;
    private final Optional<SourceLine> line;
    private final List<Made> all = new ArrayList<>();

    private RuleCode(String name, Optional<SourceLine> line) {
        this.name = name;
        this.line = line;
    }

    /** {@return the function of a tree, called {@code name}, and those of the parts that stand apart} */
    static List<Made> of(String name, RuleTree tree, Optional<SourceLine> line) {
        RuleCode code = new RuleCode(name, line);
        code.all.add(new Made(name, Code.of(), List.of()));
        code.all.set(0, code.function(name, tree));
        return code.all;
    }

    /** {@return how many slots it takes at most to ask for a box} */
    static int slots(RuleBox region, RuleBox box) {
        int slots = GIVE;
        for (int field = 0; field < RuleBox.FIELDS; field++) {
            slots += QUESTION * box.within(region, field).size();
        }
        return slots;
    }

    private Made function(String called, RuleTree tree) {
        CodeBuilder code = new CodeBuilder(IsaLevel.V3);
        line.ifPresent(known -> code.line(known.file(), known.line(), known.column()));
        List<String> calls = new ArrayList<>();
        write(code, tree, calls);
        return new Made(called, code.build(problem -> new IllegalStateException(called + ": " + problem)), calls);
    }

    private void write(CodeBuilder code, RuleTree tree, List<String> calls) {
        if (tree instanceof RuleTree.Cut cut) {
            int above = code.label();
            jump(code, Condition.JGT, cut.field() + 1, cut.at(), above);
            write(code, cut.below(), calls);
            code.bind(above);
            write(code, cut.above(), calls);
        } else if (tree instanceof RuleTree.Rest rest) {
            if (ask(code, rest)) {
                write(code, rest.otherwise(), calls);
            }
        } else if (tree instanceof RuleTree.Verdict none) {
            give(code, none.verdict());
        } else if (tree instanceof RuleTree.Apart apart) {
            String called = name + "_" + all.size();
            all.add(new Made(called, Code.of(), List.of()));
            int at = all.size() - 1;
            all.set(at, function(called, apart.tree()));
            calls.add(called);
            code.relocate(Relocation.Kind.FUNCTION, called);
            code.append(Insn.pack(Opcode.CALL, 0, Opcode.BPF_PSEUDO_CALL, (short) 0, -1));
            code.append(Insn.pack(Opcode.EXIT, 0, 0, (short) 0, 0));
        }
    }

    /** Asks for boxes one by one; {@return whether a packet may be in none of them} */
    private static boolean ask(CodeBuilder code, RuleTree.Rest rest) {
        boolean blind = rest.boxes().size() >= MANY;
        for (RuleBox box : rest.boxes()) {
            int next = code.label();
            boolean asked = false;
            for (int field : narrowestFirst(rest.region(), box)) {
                List<Rule.Range> ranges = box.within(rest.region(), field);
                if (!ranges.isEmpty()) {
                    ask(code, rest.region(), field, ranges, next, blind);
                    asked = true;
                }
            }
            give(code, box.verdict());
            if (!asked) {
                return false;
            }
            code.bind(next);
        }
        return true;
    }

    private static int[] narrowestFirst(RuleBox region, RuleBox box) {
        return IntStream.range(0, RuleBox.FIELDS)
                .boxed()
                .sorted(Comparator.comparingDouble(field -> box.share(field, region)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Goes on elsewhere where a field is in none of these ranges. */
    private static void ask(CodeBuilder code, RuleBox region, int field, List<Rule.Range> ranges, int next, boolean blind) {
        int met = code.label();
        for (Rule.Range range : ranges.subList(0, ranges.size() - 1)) {
            int on = code.label();
            if (!blind && range.low() > region.low(field) && range.low() < range.high()) {
                jump(code, Condition.JLT, field + 1, range.low(), on);
                jump(code, Condition.JLE, field + 1, range.high(), met);
            } else {
                compare(code, region, field, range, blind, false, met);
            }
            code.bind(on);
        }
        Rule.Range last = ranges.get(ranges.size() - 1);
        if (!blind && last.low() > region.low(field) && last.low() < last.high() && last.high() < region.high(field)) {
            jump(code, Condition.JLT, field + 1, last.low(), next);
            jump(code, Condition.JGT, field + 1, last.high(), next);
        } else {
            compare(code, region, field, last, blind, true, next);
        }
        code.bind(met);
    }

    /** Jumps where a field is in a range, or where it is not; {@code blind} by its distance to the range's begin. */
    private static void compare(
            CodeBuilder code, RuleBox region, int field, Rule.Range range, boolean blind, boolean outside, int to) {
        int asked = field + 1;
        long low = range.low();
        long high = range.high();
        if (blind) {
            code.append(Insn.pack(Opcode.BPF_ALU | Opcode.BPF_X | Opcode.BPF_MOV, 0, asked, (short) 0, 0));
            code.append(Insn.pack(Opcode.BPF_ALU | Opcode.BPF_K | AluOp.SUB.bits(), 0, 0, (short) 0, (int) low));
            jump(code, outside ? Condition.JGT : Condition.JLE, 0, high - low, to);
        } else if (low == high) {
            jump(code, outside ? Condition.JNE : Condition.JEQ, asked, low, to);
        } else if (low == region.low(field)) {
            jump(code, outside ? Condition.JGT : Condition.JLE, asked, high, to);
        } else {
            jump(code, outside ? Condition.JLT : Condition.JGE, asked, low, to);
        }
    }

    private static void jump(CodeBuilder code, Condition condition, int register, long number, int to) {
        code.appendJump(Insn.pack(Opcode.BPF_JMP32 | Opcode.BPF_K | condition.bits(), register, 0, (short) 0, (int) number), to);
    }

    private static void give(CodeBuilder code, int verdict) {
        code.append(Insn.pack(Opcode.BPF_ALU | Opcode.BPF_K | Opcode.BPF_MOV, 0, 0, (short) 0, verdict));
        code.append(Insn.pack(Opcode.EXIT, 0, 0, (short) 0, 0));
    }
}
