package dev.xdpasm.text;

import static dev.xdpasm.isa.Opcode.*;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Size;
import dev.xdpasm.uapi.Helper;
import java.util.Optional;

/**
 * The dialect of the kernel's verifier log and of bpftool's dumps: {@code (b7) r0 = 2}, {@code 3: (15) if r0 == 0x0 goto pc+2}.
 * The number in parentheses is the instruction's code and says which operands follow; what the words between them say must be
 * what it says.
 */
final class KernelStatements {
    /** The code of arithmetic whose operation is a byte swap, and of one that negates, without width and source. */
    private static final int OPERATION = 0xf0;

    /** How the kernel calls a helper that it does not know. */
    private static final String UNKNOWN = "unknown";

    private final Cursor cursor;
    private final Operands operands;
    private final MemoryOperand memory;
    private final LlvmSources sources;
    private final KernelAtomics atomics;

    KernelStatements(
            Cursor cursor, Operands operands, MemoryOperand memory, LlvmSources sources, KernelAtomics atomics) {
        this.cursor = cursor;
        this.operands = operands;
        this.memory = memory;
        this.sources = sources;
        this.atomics = atomics;
    }

    /** Whether such a statement begins here: a code in parentheses, or an index and a colon before it. */
    boolean begins() {
        char c = cursor.peek();
        int i = 0;
        while (c >= '0' && c <= '9') {
            c = cursor.ahead(++i);
        }
        if (i > 0 && c == ':') {
            do {
                c = cursor.ahead(++i);
            } while (c == ' ' || c == '\t');
        } else if (i > 0) {
            return false;
        }
        return c == '(';
    }

    /** Reads a statement from its index or its code on. */
    void read(CodeDraft program) {
        if (cursor.peek() != '(') {
            operands.value();
            cursor.expect(':');
        }
        cursor.expect('(');
        int code = code();
        cursor.expect(')');
        switch (classOf(code)) {
            case BPF_LD -> load(program, code);
            case BPF_LDX -> loadMemory(program, code);
            case BPF_ST, BPF_STX -> store(program, code);
            case BPF_ALU, BPF_ALU64 -> arithmetic(program, code);
            default -> jump(program, code);
        }
    }

    /** The two hexadecimal digits of a code. */
    private int code() {
        cursor.peek();
        int high = Character.digit(cursor.ahead(0), 16);
        int low = Character.digit(cursor.ahead(1), 16);
        if (high < 0 || low < 0) {
            throw cursor.expected("the instruction's code, two hexadecimal digits such as (b7)");
        }
        cursor.at += 2;
        return high << 4 | low;
    }

    private void arithmetic(CodeDraft program, int code) {
        boolean half = classOf(code) == BPF_ALU;
        boolean swaps = (code & OPERATION) == BPF_END;
        int dst = half && !swaps ? lowerHalf() : operands.register();
        int dstPlace = operands.place;
        if (swaps || (code & OPERATION) == BPF_NEG) {
            cursor.expect('=');
            int bits = 0;
            if (swaps) {
                bits = swapBits(code);
            } else {
                cursor.expect('-');
            }
            operands.exactly(half && !swaps ? dst + Operands.LOWER_HALF : dst);
            program.add(Insn.pack(code, dst, 0, (short) 0, bits), dstPlace, operands.place);
            return;
        }
        boolean signed = operator(code);
        if ((code & BPF_X) == 0) {
            int imm = operands.immediate(!half);
            program.add(Insn.pack(code, dst, 0, (short) (signed ? 1 : 0), imm), dstPlace, operands.place);
        } else if ((code & OPERATION) == BPF_MOV) {
            move(program, code, dst, dstPlace, half);
        } else {
            int src = half ? lowerHalf() : operands.register();
            program.add(Insn.pack(code, dst, src, (short) (signed ? 1 : 0), 0), dstPlace, operands.place);
        }
    }

    /** {@code w7 = w8}, {@code r7 = (s8)r8}, {@code r7 = addr_space_cast(r8, 0, 1)}: the sign of equality is taken. */
    private void move(CodeDraft program, int code, int dst, int dstPlace, boolean half) {
        int off = 0;
        int imm = 0;
        int src;
        if (cursor.acceptWord("addr_space_cast")) {
            cursor.expect('(');
            src = operands.register();
            cursor.expect(',');
            int to = space();
            cursor.expect(',');
            imm = to << 16 | space();
            cursor.expect(')');
            off = 1;
        } else {
            if (cursor.accept('(')) {
                memory.typeName();
                off = memory.size.bytes() * Byte.SIZE;
                cursor.expect(')');
            }
            src = half ? lowerHalf() : operands.register();
        }
        program.add(Insn.pack(code, dst, src, (short) off, imm), dstPlace, operands.place);
    }

    private int space() {
        long space = operands.value();
        if (space < 0 || space > 0xffff) {
            throw cursor.error(operands.place, "address space " + space + ", expected 0 to 65535");
        }
        return (int) space;
    }

    /** {@code be16}, {@code bswap64}: {@return the bits}. */
    private int swapBits(int code) {
        String name = classOf(code) == BPF_ALU64 ? "bswap" : (code & BPF_X) == 0 ? "le" : "be";
        for (int bits = 16; bits <= 64; bits *= 2) {
            if (cursor.acceptWord(name + bits)) {
                return bits;
            }
        }
        throw cursor.expected(name + "16, " + name + "32 or " + name + "64");
    }

    /** The operator of an assignment, which the code says as well; {@return whether it is a signed division}. */
    private boolean operator(int code) {
        char c = cursor.peek();
        int from = cursor.at;
        while (!cursor.atStatementEnd() && c != '=' && cursor.at - from < 4) {
            cursor.at++;
            c = cursor.ahead(0);
        }
        cursor.expect('=');
        String symbol = cursor.string(from, cursor.at);
        int operation = code & OPERATION;
        boolean signed = symbol.startsWith("s") && (operation == AluOp.DIV.bits() || operation == AluOp.MOD.bits());
        for (AluOp op : AluOp.values()) {
            if (op.bits() == operation && (op.off() != 0) == signed) {
                requireSame(code, from, symbol, op.symbol());
            }
        }
        return signed;
    }

    /** Refuses what a statement says otherwise than its code, by which it is read. */
    private void requireSame(int code, int place, String said, String meant) {
        if (!said.equals(meant)) {
            throw cursor.error(place, String.format("found '%s', expected '%s', which is what the code (%02x) says", said, meant, code));
        }
    }

    /** Reads {@code *(u32 *)}, of the size and sign that the code says. */
    private void type(int code) {
        memory.type();
        String said = (memory.signed ? "s" : "u") + memory.size.bytes() * Byte.SIZE;
        boolean signed = classOf(code) == BPF_LDX && (code & 0xe0) == BPF_MEMSX;
        requireSame(code, memory.typePlace, said, (signed ? "s" : "u") + Size.of(code).bytes() * Byte.SIZE);
    }

    private int lowerHalf() {
        return operands.sameWidth(Operands.LOWER_HALF);
    }

    private void load(CodeDraft program, int code) {
        if (code == LDDW) {
            wide(program);
            return;
        }
        operands.exactly(0);
        cursor.expect('=');
        type(code);
        if (!cursor.acceptWord("skb")) {
            throw cursor.expected("skb[");
        }
        cursor.expect('[');
        int src = 0;
        if ((code & 0xe0) == BPF_IND) {
            src = operands.register();
        }
        int imm = operands.immediate(true);
        int place = operands.place;
        cursor.expect(']');
        program.add(Insn.pack(code, 0, src, (short) 0, imm), place, place);
    }

    /** {@code r1 = 0x5}, {@code r1 = map[fd:3][0]+4}, {@code r1 = subprog[+2]}. */
    private void wide(CodeDraft program) {
        int dst = operands.register();
        int dstPlace = operands.place;
        cursor.expect('=');
        int pseudo = 0;
        long imm;
        if (cursor.acceptWord("map")) {
            cursor.expect('[');
            if (cursor.acceptWord("name")) {
                cursor.expect(':');
                sources.map(program, dst, dstPlace);
                cursor.expect(']');
                return;
            }
            boolean index = cursor.acceptWord("idx");
            if (!index && !cursor.acceptWord("fd")) {
                throw cursor.expected("fd, idx or name");
            }
            cursor.expect(':');
            imm = operands.immediate(true) & 0xffff_ffffL;
            cursor.expect(']');
            pseudo = index ? BPF_PSEUDO_MAP_IDX : BPF_PSEUDO_MAP_FD;
            if (!index && cursor.accept('[')) {
                operands.value();
                cursor.expect(']');
                imm |= offset() << 32;
                pseudo = BPF_PSEUDO_MAP_VALUE;
            } else if (index && cursor.peek() == '+') {
                imm |= offset() << 32;
                pseudo = BPF_PSEUDO_MAP_IDX_VALUE;
            }
        } else if (cursor.acceptWord("btf") || cursor.acceptWord("subprog")) {
            pseudo = cursor.ahead(-1) == 'f' ? BPF_PSEUDO_BTF_ID : BPF_PSEUDO_FUNC;
            cursor.expect('[');
            imm = operands.immediate(true) & 0xffff_ffffL;
            cursor.expect(']');
        } else {
            imm = operands.value();
        }
        sources.wide(program, dst, dstPlace, pseudo, imm);
    }

    private long offset() {
        cursor.expect('+');
        return operands.immediate(false) & 0xffff_ffffL;
    }

    private void loadMemory(CodeDraft program, int code) {
        int dst = operands.register();
        int dstPlace = operands.place;
        cursor.expect('=');
        type(code);
        memory.address();
        program.add(Insn.pack(code, dst, memory.base, memory.off, 0), dstPlace, dstPlace);
    }

    private void store(CodeDraft program, int code) {
        if ((code & 0xe0) == BPF_ATOMIC && classOf(code) == BPF_STX) {
            atomics.read(program, code);
            return;
        }
        type(code);
        memory.address();
        cursor.expect('=');
        boolean constant = classOf(code) == BPF_ST;
        int src = constant ? 0 : operands.register();
        int imm = constant ? operands.immediate(code == (BPF_ST | BPF_MEM | Size.DW.bits())) : 0;
        program.add(Insn.pack(code, memory.base, src, memory.off, imm), operands.place, operands.place);
    }

    private void jump(CodeDraft program, int code) {
        switch (code) {
            case BPF_JMP | BPF_EXIT -> {
                word("exit");
                program.add(Insn.pack(code, 0, 0, (short) 0, 0), cursor.at, cursor.at);
            }
            case BPF_JMP | BPF_CALL -> call(program, code);
            case BPF_JMP | BPF_CALL | BPF_X -> {
                word("callx");
                int target = operands.register();
                program.add(Insn.pack(code, target, 0, (short) 0, 0), operands.place, operands.place);
            }
            case BPF_JMP | BPF_JA -> jump(program, code, "goto");
            case BPF_JMP32 | BPF_JA -> jump(program, code, "gotol");
            case BPF_JMP | BPF_JCOND -> jump(program, code, "may_goto");
            default -> branch(program, code);
        }
    }

    private void jump(CodeDraft program, int code, String word) {
        word(word);
        word("pc");
        distance(program, Insn.pack(code, 0, 0, (short) 0, 0));
    }

    private void branch(CodeDraft program, int code) {
        word("if");
        boolean half = classOf(code) == BPF_JMP32;
        int dst = half ? lowerHalf() : operands.register();
        char c = cursor.peek();
        int from = cursor.at;
        while ("s<>=!&".indexOf(c) >= 0 && !cursor.atEnd()) {
            cursor.at++;
            c = cursor.ahead(0);
        }
        String symbol = cursor.string(from, cursor.at);
        for (Condition condition : Condition.values()) {
            if (condition.bits() == (code & OPERATION)) {
                requireSame(code, from, symbol, condition.symbol());
            }
        }
        long insn;
        if ((code & BPF_X) != 0) {
            int src = half ? lowerHalf() : operands.register();
            insn = Insn.pack(code, dst, src, (short) 0, 0);
        } else {
            insn = Insn.pack(code, dst, 0, (short) 0, operands.immediate(!half));
        }
        program.requireRight(insn, operands.place, operands.place);
        word("goto");
        word("pc");
        distance(program, insn);
    }

    /** {@code call bpf_ktime_get_ns#5}, {@code call pc+2}, {@code call kernel-function#7}: the number says which. */
    private void call(CodeDraft program, int code) {
        word("call");
        if (cursor.acceptWord("pc")) {
            distance(program, Insn.pack(code, 0, BPF_PSEUDO_CALL, (short) 0, 0));
            return;
        }
        cursor.peek();
        int from = cursor.at;
        boolean named = Cursor.startsName(cursor.ahead(0));
        int to = named ? cursor.skipName() : from;
        boolean kernelFunction = named && cursor.string(from, to).equals("kernel") && cursor.ahead(0) == '-';
        if (kernelFunction) {
            cursor.at++;
            cursor.skipName();
        }
        // a blank before it would make a comment of it
        if (!named || cursor.ahead(0) != '#') {
            cursor.at = from;
            throw cursor.expected("a function's name and number such as bpf_ktime_get_ns#5, or pc+2");
        }
        cursor.at++;
        int id = operands.immediate(true);
        String name = cursor.string(from, to);
        Optional<Helper> helper = kernelFunction || name.equals(UNKNOWN) ? Optional.empty() : Helper.byId(id);
        if (helper.isPresent() && !helper.get().name().equals(name)) {
            throw cursor.error(from, "number " + id + " is " + helper.get().name() + ", not " + name);
        }
        int src = kernelFunction ? BPF_PSEUDO_KFUNC_CALL : 0;
        program.add(Insn.pack(code, 0, src, (short) 0, id), operands.place, operands.place);
    }

    private void distance(CodeDraft program, long insn) {
        char sign = cursor.peek();
        if (sign != '+' && sign != '-') {
            throw cursor.expected("a distance behind pc, such as +1");
        }
        int place = cursor.at;
        program.addJump(insn, operands.value(), place);
    }

    private void word(String wanted) {
        if (!cursor.acceptWord(wanted)) {
            throw cursor.expected(wanted);
        }
    }
}
