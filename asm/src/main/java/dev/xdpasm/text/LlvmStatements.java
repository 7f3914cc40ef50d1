package dev.xdpasm.text;

import static dev.xdpasm.isa.Opcode.*;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Size;
import dev.xdpasm.uapi.Helper;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of llvm-mc: assignments, stores, {@code if ... goto}, calls. Reads one statement, of which the first word is
 * already taken, and adds it to the program. What stands to the right of {@code r0 =} is read by {@link LlvmSources}.
 */
final class LlvmStatements {
    private final Cursor cursor;
    private final Operands operands;
    private final MemoryOperand memory;
    private final Target target;
    private final LlvmSources sources;
    private final @Nullable SectionCode sections;

    /** @param sections where the code goes if it is the text of a relocatable file, else null */
    LlvmStatements(
            Cursor cursor,
            Operands operands,
            MemoryOperand memory,
            Target target,
            LlvmSources sources,
            @Nullable SectionCode sections) {
        this.cursor = cursor;
        this.operands = operands;
        this.memory = memory;
        this.target = target;
        this.sources = sources;
        this.sections = sections;
    }

    /** {@code r0 op ...}: the register is taken, the operator comes next. */
    void assignment(CodeDraft program, int dst, int dstPlace) {
        AluOp op = assignmentOperator();
        if (op == AluOp.MOV) {
            sources.read(program, dst, dstPlace);
        } else {
            sources.alu(program, op, dst, dstPlace);
        }
    }

    private AluOp assignmentOperator() {
        char c = cursor.peek();
        int from = cursor.at;
        if (c == '=') {
            cursor.at++;
            return AluOp.MOV;
        }
        boolean signed = c == 's';
        if (signed) {
            cursor.at++;
            c = cursor.peek();
        }
        char next = cursor.ahead(1);
        AluOp op = null;
        if (next == '=') {
            op = switch (c) {
                case '+' -> AluOp.ADD;
                case '-' -> AluOp.SUB;
                case '*' -> AluOp.MUL;
                case '/' -> signed ? AluOp.SDIV : AluOp.DIV;
                case '%' -> signed ? AluOp.SMOD : AluOp.MOD;
                case '|' -> AluOp.OR;
                case '&' -> AluOp.AND;
                case '^' -> AluOp.XOR;
                default -> null;
            };
            cursor.at += 2;
        } else if ((c == '<' || c == '>') && next == c && cursor.ahead(2) == '=') {
            op = c == '<' ? AluOp.LSH : signed ? AluOp.ARSH : AluOp.RSH;
            cursor.at += 3;
        }
        boolean exists = op != null && (!signed || op == AluOp.SDIV || op == AluOp.SMOD || op == AluOp.ARSH);
        if (op == null || !exists) {
            cursor.at = from;
            throw cursor.expected(
                    "an operator: = += -= *= /= s/= %= s%= |= &= ^= <<= >>= s>>=");
        }
        return op;
    }

    /** {@code *(u32 *)(r1 + 0) = ...}: nothing is taken yet. */
    void store(CodeDraft program) {
        memory.type();
        memory.requireUnsigned("what is stored has no sign");
        Size size = memory.size;
        memory.address();
        cursor.expect('=');
        int src = operands.tryRegister();
        if (src < 0) {
            int imm = operands.immediate(size == Size.DW);
            long insn = Insn.pack(BPF_ST | BPF_MEM | size.bits(), memory.base, 0, memory.off, imm);
            program.add(insn, operands.place, operands.place);
            return;
        }
        if (size == Size.DW) {
            operands.requireSameWidth(src, 0);
        }
        int number = src & ~Operands.LOWER_HALF;
        long insn = Insn.pack(BPF_STX | BPF_MEM | size.bits(), memory.base, number, memory.off, 0);
        program.add(insn, operands.place, operands.place);
    }

    /** {@code if r1 == 0 goto +1}: {@code if} is taken. */
    void branch(CodeDraft program) {
        int dst = operands.tryRegister();
        if (dst < 0) {
            throw cursor.expected("a register");
        }
        Condition condition = condition();
        boolean half = dst >= Operands.LOWER_HALF;
        int code = (half ? BPF_JMP32 : BPF_JMP) | condition.bits();
        int src = operands.tryRegister();
        long insn;
        if (src < 0) {
            insn = Insn.pack(code | BPF_K, dst & ~Operands.LOWER_HALF, 0, (short) 0, operands.immediate(!half));
        } else {
            operands.requireSameWidth(src, dst);
            insn = Insn.pack(
                    code | BPF_X, dst & ~Operands.LOWER_HALF, src & ~Operands.LOWER_HALF, (short) 0, 0);
        }
        if (!cursor.acceptWord("goto")) {
            throw cursor.expected("goto");
        }
        target.addJump(program, insn);
    }

    private Condition condition() {
        char c = cursor.peek();
        int from = cursor.at;
        boolean signed = c == 's';
        if (signed) {
            cursor.at++;
            c = cursor.peek();
        }
        char next = cursor.ahead(1);
        // LLVM takes blanks inside of the signed operators, as they are tokens to it
        boolean equal = next == '=';
        Condition condition = switch (c) {
            case '=' -> equal && !signed ? Condition.JEQ : null;
            case '!' -> equal && !signed ? Condition.JNE : null;
            case '&' -> equal || signed ? null : Condition.JSET;
            case '>' -> equal ? signed ? Condition.JSGE : Condition.JGE : signed ? Condition.JSGT : Condition.JGT;
            case '<' -> equal ? signed ? Condition.JSLE : Condition.JLE : signed ? Condition.JSLT : Condition.JLT;
            default -> null;
        };
        if (condition == null) {
            cursor.at = from;
            throw cursor.expected("a condition: == != > >= < <= s> s>= s< s<= &");
        }
        cursor.at += equal ? 2 : 1;
        return condition;
    }

    /** {@code goto}, {@code gotol}, {@code may_goto}: the word is taken, {@code code} says which. */
    void jump(CodeDraft program, int code) {
        target.addJump(program, Insn.pack(code, 0, 0, (short) 0, 0));
    }

    /** {@code call 1}, {@code call bpf_map_lookup_elem}, {@code call local T}: {@code call} is taken. */
    void call(CodeDraft program) {
        int call = BPF_JMP | BPF_CALL;
        char c = cursor.peek();
        if (sections == null && Cursor.startsName(c)) {
            if (cursor.acceptWord("local")) {
                target.addJump(program, Insn.pack(call, 0, BPF_PSEUDO_CALL, (short) 0, 0));
                return;
            }
            cursor.acceptWord("helper");
        }
        if (sections != null && function(sections, Insn.pack(call, 0, 0, (short) 0, 0))) {
            return;
        }
        // uBPF and the GNU assembler write callx so
        if (cursor.peek() == '%') {
            callRegister(program);
            return;
        }
        int id = Cursor.startsName(cursor.peek()) ? helper() : operands.immediate(true);
        program.add(Insn.pack(call, 0, 0, (short) 0, id), cursor.at, cursor.at);
    }

    /** {@code call f}, if that is a symbol. */
    private boolean function(SectionCode code, long insn) {
        cursor.peek();
        int from = cursor.at;
        SymbolValue function = operands.symbolic();
        if (function.isNumber()) {
            cursor.at = from;
            return false;
        }
        code.addCall(insn, function, from);
        return true;
    }

    private int helper() {
        int from = cursor.at;
        String name = cursor.string(from, cursor.skipName());
        Helper helper = Helper.byName(name).orElse(null);
        if (helper == null) {
            throw cursor.error(from, "there is no helper '" + name + "', expected the name or number of one"
                    + NearMiss.hint(name, Arrays.stream(Helper.values()).map(Helper::name).toList()));
        }
        return helper.value();
    }

    /** {@code callx r1}: the word is taken. */
    void callRegister(CodeDraft program) {
        int dst = operands.register();
        program.add(Insn.pack(BPF_JMP | BPF_CALL | BPF_X, dst, 0, (short) 0, 0), operands.place, operands.place);
    }

    /** {@code ld_pseudo r1, 1, 5}: the word is taken. */
    void loadPseudo(CodeDraft program) {
        int dst = operands.register();
        int dstPlace = operands.place;
        cursor.expect(',');
        long pseudo = operands.value();
        if (pseudo < 0 || pseudo > BPF_PSEUDO_MAP_IDX_VALUE) {
            throw cursor.error(operands.place, "pseudo source " + pseudo + ", expected 0 to " + BPF_PSEUDO_MAP_IDX_VALUE);
        }
        cursor.expect(',');
        sources.wide(program, dst, dstPlace, (int) pseudo, operands.value());
    }
}
