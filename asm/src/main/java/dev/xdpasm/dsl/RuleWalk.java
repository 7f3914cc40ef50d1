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
import java.util.List;
import java.util.Optional;

/**
 * A large {@link RuleTable} as data, and a loop that walks it: a function that is given the address of what is asked of a packet in
 * r1, and returns the verdict. Its code is the same few dozen instructions for any number of rules.
 *
 * <p>The verifier follows the loop turn by turn. What comes from the table is unknown to it, so that each turn begins in one state;
 * where it compares an offset with the table's end, that the path ends follows and that it goes on is jumped to, so that at most one
 * way a turn stays open (of 8,192, {@code BPF_COMPLEXITY_LIMIT_JMP_SEQ}).
 */
final class RuleWalk {
    private static final int RESULT = 0;
    /** Where lies what is asked of the packet. */
    private static final int ASKED = 1;
    /** The child that comes next. */
    private static final int CHILD = 2;
    /** Where the table lies. */
    private static final int TABLE = 3;
    /** The turns that are left. */
    private static final int TURNS = 4;
    /** The smallest verdict so far. */
    private static final int BEST = 5;
    /** Where a node lies, or a group's record. */
    private static final int NODE = 6;

    private static final int SHIFT = 7;
    private static final int NUMBER = 8;
    /** The record of the group whose tree is walked, as an offset in the table. */
    private static final int GROUP = 9;

    /** In the table's head: the verdict of packets that meet nothing. */
    private static final int OTHERWISE = 0;
    /** In the table's head: the first group's record. */
    private static final int FIRST_GROUP = 4;

    private static final int HEAD_WORDS = 2;

    /** In a group's record: its root. */
    private static final int ROOT = 0;
    /** In a group's record: the smallest verdict of the next group. */
    private static final int NEXT_FIRST = 4;
    /** In a group's record: the next group's record, the last one's its own. */
    private static final int NEXT = 8;

    private static final int GROUP_WORDS = 3;

    private final CodeBuilder code = new CodeBuilder(IsaLevel.V3);

    private RuleWalk() {}

    /** {@return the words that are kept at the begin of a table for so many groups} */
    static int headWords(int groups) {
        return HEAD_WORDS + GROUP_WORDS * groups;
    }

    /** Writes the head of a table. */
    static void head(RuleTable table, List<RuleGroup> groups, int otherwise) {
        table.put(OTHERWISE, otherwise);
        table.put(FIRST_GROUP, HEAD_WORDS * Integer.BYTES);
        for (int i = 0; i < groups.size(); i++) {
            int at = headWords(i) * Integer.BYTES;
            boolean last = i + 1 == groups.size();
            table.put(at + ROOT, groups.get(i).root());
            table.put(at + NEXT_FIRST, last ? -1 : groups.get(i + 1).first());
            table.put(at + NEXT, last ? at : headWords(i + 1) * Integer.BYTES);
        }
    }

    /**
     * {@return the function}
     *
     * @param map the map that is the table
     * @param bytes the table's size
     * @param askedBytes the size of what is asked of a packet, a power of 2
     * @param turns the most nodes that a packet comes by, verdicts included
     */
    static Code of(String map, int bytes, int askedBytes, int turns, Optional<SourceLine> line) {
        RuleWalk walk = new RuleWalk();
        line.ifPresent(known -> walk.code.line(known.file(), known.line(), known.column()));
        walk.write(map, bytes, askedBytes, turns);
        return walk.code.build(problem -> new IllegalStateException("rules: " + problem));
    }

    private void write(String map, int bytes, int askedBytes, int turns) {
        int turn = code.label();
        int node = code.label();
        int outside = code.label();
        int group = code.label();
        code.relocate(Relocation.Kind.MAP_VALUE, map);
        code.appendWide(Insn.pack(Opcode.LDDW, TABLE, 0, (short) 0, 0), 0);
        load(BEST, TABLE, OTHERWISE);
        load(GROUP, TABLE, FIRST_GROUP);
        set(TURNS, turns);
        code.bind(group);
        goOnUpTo(GROUP, bytes - GROUP_WORDS * Integer.BYTES);
        at(NODE, TABLE, GROUP);
        load(CHILD, NODE, ROOT);

        code.bind(turn);
        int left = code.label();
        alu(Opcode.BPF_ALU, AluOp.SUB, TURNS, 1);
        jump(Condition.JNE, TURNS, 0, left);
        result();
        code.bind(left);
        jump(Condition.JSGE, CHILD, 0, node);

        alu(Opcode.BPF_ALU, AluOp.AND, CHILD, Integer.MAX_VALUE);
        int worse = code.label();
        code.appendJump(Insn.pack(Opcode.BPF_JMP32 | Opcode.BPF_X | Condition.JGE.bits(), CHILD, BEST, (short) 0, 0), worse);
        move(Opcode.BPF_ALU, BEST, CHILD);
        code.bind(worse);
        at(NODE, TABLE, GROUP);
        load(NUMBER, NODE, NEXT_FIRST);
        int better = code.label();
        code.appendJump(Insn.pack(Opcode.BPF_JMP32 | Opcode.BPF_X | Condition.JLT.bits(), NUMBER, BEST, (short) 0, 0), better);
        result();
        code.bind(better);
        load(GROUP, NODE, NEXT);
        code.appendJump(Insn.pack(Opcode.GOTO, 0, 0, (short) 0, 0), group);

        code.bind(node);
        goOnUpTo(CHILD, bytes - RuleTable.CELLS - Integer.BYTES);
        at(NODE, TABLE, CHILD);
        load(SHIFT, NODE, RuleTable.FIELD);
        move(Opcode.BPF_ALU, NUMBER, SHIFT);
        alu(Opcode.BPF_ALU, AluOp.AND, NUMBER, askedBytes - Integer.BYTES);
        code.append(Insn.pack(Opcode.BPF_ALU64 | Opcode.BPF_X | AluOp.ADD.bits(), NUMBER, ASKED, (short) 0, 0));
        load(NUMBER, NUMBER, 0);
        load(RESULT, NODE, RuleTable.LOW);
        code.append(Insn.pack(Opcode.BPF_ALU | Opcode.BPF_X | AluOp.SUB.bits(), NUMBER, RESULT, (short) 0, 0));
        load(RESULT, NODE, RuleTable.SPAN);
        code.appendJump(Insn.pack(Opcode.BPF_JMP32 | Opcode.BPF_X | Condition.JGT.bits(), NUMBER, RESULT, (short) 0, 0), outside);
        alu(Opcode.BPF_ALU, AluOp.RSH, SHIFT, RuleTable.SHIFT);
        code.append(Insn.pack(Opcode.BPF_ALU | Opcode.BPF_X | AluOp.RSH.bits(), NUMBER, SHIFT, (short) 0, 0));
        alu(Opcode.BPF_ALU64, AluOp.LSH, NUMBER, 2);
        code.append(Insn.pack(Opcode.BPF_ALU64 | Opcode.BPF_X | AluOp.ADD.bits(), NUMBER, CHILD, (short) 0, 0));
        goOnUpTo(NUMBER, bytes - RuleTable.CELLS - Integer.BYTES);
        at(NODE, TABLE, NUMBER);
        load(CHILD, NODE, RuleTable.CELLS);
        code.appendJump(Insn.pack(Opcode.GOTO, 0, 0, (short) 0, 0), turn);

        code.bind(outside);
        load(CHILD, NODE, RuleTable.OUTSIDE);
        code.appendJump(Insn.pack(Opcode.GOTO, 0, 0, (short) 0, 0), turn);
    }

    /** Goes on where an offset is at most a number, as it always is; says so to the verifier. */
    private void goOnUpTo(int offset, int last) {
        int on = code.label();
        code.appendJump(Insn.pack(Opcode.BPF_JMP | Opcode.BPF_K | Condition.JLE.bits(), offset, 0, (short) 0, last), on);
        result();
        code.bind(on);
    }

    private void result() {
        move(Opcode.BPF_ALU, RESULT, BEST);
        code.append(Insn.pack(Opcode.EXIT, 0, 0, (short) 0, 0));
    }

    private void at(int pointer, int base, int offset) {
        move(Opcode.BPF_ALU64, pointer, base);
        code.append(Insn.pack(Opcode.BPF_ALU64 | Opcode.BPF_X | AluOp.ADD.bits(), pointer, offset, (short) 0, 0));
    }

    private void load(int to, int base, int offset) {
        code.append(Insn.pack(Opcode.BPF_LDX | Opcode.BPF_MEM, to, base, (short) offset, 0));
    }

    private void move(int kind, int to, int from) {
        code.append(Insn.pack(kind | Opcode.BPF_X | Opcode.BPF_MOV, to, from, (short) 0, 0));
    }

    private void set(int register, int number) {
        code.append(Insn.pack(Opcode.BPF_ALU | Opcode.BPF_K | Opcode.BPF_MOV, register, 0, (short) 0, number));
    }

    private void alu(int kind, AluOp op, int register, int number) {
        code.append(Insn.pack(kind | Opcode.BPF_K | op.bits(), register, 0, (short) 0, number));
    }

    private void jump(Condition condition, int register, int number, int to) {
        code.appendJump(Insn.pack(Opcode.BPF_JMP32 | Opcode.BPF_K | condition.bits(), register, 0, (short) 0, number), to);
    }
}
