package dev.xdpasm.dsl;

import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.CodeBuilder;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Opcode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A small {@link RuleTable} as compares: a function that is given the address of what is asked of a packet in r1, and returns the
 * verdict. Made without a graph, since there is nothing to better in it. What is not met is jumped to and what is met follows, so
 * that the verifier, which follows first what follows, has few ways open at a time; what it reads from memory it knows nothing of, so
 * that it follows each way once.
 */
final class RuleCode {
    private static final int R0 = 0;
    private static final int R1 = 1;

    private final RuleTable table;
    private final CodeBuilder code = new CodeBuilder(IsaLevel.V3);
    private final Map<Integer, Integer> written = new HashMap<>();

    private RuleCode(RuleTable table) {
        this.table = table;
    }

    /** {@return the function of a tree} */
    static Code of(RuleTable table, int root, Optional<SourceLine> line) {
        RuleCode code = new RuleCode(table);
        line.ifPresent(known -> code.code.line(known.file(), known.line(), known.column()));
        code.go(root);
        return code.code.build(problem -> new IllegalStateException("rules: " + problem));
    }

    /** Goes to a child: writes it, or jumps to where it stands. */
    private void go(int child) {
        Integer known = written.get(child);
        if (RuleTable.isVerdict(child)) {
            code.append(Insn.pack(
                    Opcode.BPF_ALU | Opcode.BPF_K | Opcode.BPF_MOV, R0, 0, (short) 0, RuleTable.verdictOf(child)));
            code.append(Insn.pack(Opcode.EXIT, 0, 0, (short) 0, 0));
        } else if (known != null) {
            code.appendJump(Insn.pack(Opcode.GOTO, 0, 0, (short) 0, 0), known);
        } else {
            int label = code.label();
            code.bind(label);
            written.put(child, label);
            write(child);
        }
    }

    private void write(int node) {
        long low = table.low(node);
        long high = low + table.span(node);
        int out = code.label();
        code.append(Insn.pack(
                Opcode.BPF_LDX | Opcode.BPF_MEM, R0, R1, (short) (table.field(node) * Integer.BYTES), 0));
        if (low == high) {
            jump(Condition.JNE, low, out);
        } else {
            if (low > 0) {
                jump(Condition.JLT, low, out);
            }
            if (high < RuleField.ANY.high()) {
                jump(Condition.JGT, high, out);
            }
        }
        between(node, 0, table.cells(node) - 1);
        code.bind(out);
        go(table.outside(node));
    }

    /** Finds the cell by halves; those in a row that have one child are one. */
    private void between(int node, int first, int last) {
        int middle = (first + last) / 2 + 1;
        while (middle <= last && table.cell(node, middle) == table.cell(node, middle - 1)) {
            middle++;
        }
        if (middle > last) {
            middle = (first + last) / 2;
            while (middle > first && table.cell(node, middle) == table.cell(node, middle - 1)) {
                middle--;
            }
        }
        if (middle == first || middle > last) {
            go(table.cell(node, first));
            return;
        }
        int above = code.label();
        jump(Condition.JGE, table.low(node) + ((long) middle << table.shift(node)), above);
        between(node, first, middle - 1);
        code.bind(above);
        between(node, middle, last);
    }

    private void jump(Condition condition, long number, int to) {
        code.appendJump(Insn.pack(Opcode.BPF_JMP32 | Opcode.BPF_K | condition.bits(), R0, 0, (short) 0, (int) number), to);
    }
}
