package dev.xdpasm.loader.isa;

import static dev.xdpasm.isa.Register.R10;
import static dev.xdpasm.isa.Register.R7;
import static dev.xdpasm.isa.Register.R8;

import dev.xdpasm.asm.Assembler;
import dev.xdpasm.asm.Label;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Register;
import dev.xdpasm.isa.Size;
import dev.xdpasm.loader.isa.Machine.State;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * For each instruction that computes, by its name in testdata/isa/isa.tsv: the Java call that makes it, the constants it is
 * tried with, and what it does to a {@link Machine}. Registers are those of the file: r7 is the destination, r8 the source,
 * memory is at r10 - 8.
 */
record Meaning(int[] constants, Emit emit, Effect effect) {
    /** What r7 becomes where a jump is not taken. */
    static final int NOT_TAKEN = 77;

    static final Map<String, Meaning> BY_ROW = new LinkedHashMap<>();

    private static final int[] NONE = {0};
    private static final int[] EDGES = {0, 1, 5, -1, Integer.MIN_VALUE, Integer.MAX_VALUE};
    private static final int[] DIVISORS = {1, 5, -1, Integer.MIN_VALUE, Integer.MAX_VALUE};

    interface Emit {
        void to(Assembler a, int constant);
    }

    interface Effect {
        State on(State before, int constant);
    }

    private interface OfRegister {
        void to(Assembler a, Register dst, Register src);
    }

    private interface OfConstant {
        void to(Assembler a, Register dst, int constant);
    }

    private interface JumpOfRegister {
        void to(Assembler a, Register dst, Register src, Label target);
    }

    private interface JumpOfConstant {
        void to(Assembler a, Register dst, int constant, Label target);
    }

    private static void row(String name, int[] constants, Emit emit, Effect effect) {
        BY_ROW.put(name, new Meaning(constants, emit, effect));
    }

    private static void arithmetic(String op, int bits, OfRegister register, OfConstant constant) {
        row(op + bits + " reg", NONE, (a, c) -> register.to(a, R7, R8), (s, c) -> s.withR7(
                Rfc9669.arithmetic(op, bits, s.r7(), s.r8())));
        int[] constants = op.endsWith("sh") ? new int[] {0, 1, 5, bits - 1} : op.matches("s?(div|mod)") ? DIVISORS : EDGES;
        row(op + bits + " imm", constants, (a, c) -> constant.to(a, R7, c), (s, c) -> s.withR7(
                Rfc9669.arithmetic(op, bits, s.r7(), c)));
    }

    private static void jump(String op, int bits, JumpOfRegister register, JumpOfConstant constant) {
        String name = op + (bits == 64 ? "" : "32");
        row(name + " reg", NONE, (a, c) -> over(a, target -> register.to(a, R7, R8, target)), (s, c) ->
                Rfc9669.holds(op, bits, s.r7(), s.r8()) ? s : s.withR7(NOT_TAKEN));
        row(name + " imm", EDGES, (a, c) -> over(a, target -> constant.to(a, R7, c, target)), (s, c) ->
                Rfc9669.holds(op, bits, s.r7(), c) ? s : s.withR7(NOT_TAKEN));
    }

    private static void over(Assembler a, Consumer<Label> jump) {
        Label taken = a.label();
        jump.accept(taken);
        a.mov(R7, NOT_TAKEN);
        a.bind(taken);
    }

    /** A jump without condition, behind one with: the kernel refuses what cannot be reached. */
    private static void always(Assembler a, Consumer<Label> jump) {
        Label skip = a.label();
        Label taken = a.label();
        a.jeq(R8, 0, skip);
        jump.accept(taken);
        a.bind(skip);
        a.mov(R7, NOT_TAKEN);
        a.bind(taken);
    }

    private static void atomic(String name, AtomicOp op, boolean fetches) {
        for (Size size : new Size[] {Size.W, Size.DW}) {
            int bits = size.bytes() * 8;
            row("atomic" + bits + " " + name, NONE, (a, c) -> a.atomic(op, size, R10, -8, R8), (s, c) -> {
                State after = s.withMemory(Rfc9669.stored(name, bits, s.memory(), s.r8(), s.r0()));
                long old = Rfc9669.low(bits, s.memory());
                return !fetches ? after : name.equals("cmpxchg") ? after.withR0(old) : after.withR8(old);
            });
        }
    }

    static {
        arithmetic("add", 64, Assembler::add, Assembler::add);
        arithmetic("sub", 64, Assembler::sub, Assembler::sub);
        arithmetic("mul", 64, Assembler::mul, Assembler::mul);
        arithmetic("div", 64, Assembler::div, Assembler::div);
        arithmetic("sdiv", 64, Assembler::sdiv, Assembler::sdiv);
        arithmetic("or", 64, Assembler::or, Assembler::or);
        arithmetic("and", 64, Assembler::and, Assembler::and);
        arithmetic("lsh", 64, Assembler::lsh, Assembler::lsh);
        arithmetic("rsh", 64, Assembler::rsh, Assembler::rsh);
        arithmetic("mod", 64, Assembler::mod, Assembler::mod);
        arithmetic("smod", 64, Assembler::smod, Assembler::smod);
        arithmetic("xor", 64, Assembler::xor, Assembler::xor);
        arithmetic("mov", 64, Assembler::mov, Assembler::mov);
        arithmetic("arsh", 64, Assembler::arsh, Assembler::arsh);
        arithmetic("add", 32, Assembler::add32, Assembler::add32);
        arithmetic("sub", 32, Assembler::sub32, Assembler::sub32);
        arithmetic("mul", 32, Assembler::mul32, Assembler::mul32);
        arithmetic("div", 32, Assembler::div32, Assembler::div32);
        arithmetic("sdiv", 32, Assembler::sdiv32, Assembler::sdiv32);
        arithmetic("or", 32, Assembler::or32, Assembler::or32);
        arithmetic("and", 32, Assembler::and32, Assembler::and32);
        arithmetic("lsh", 32, Assembler::lsh32, Assembler::lsh32);
        arithmetic("rsh", 32, Assembler::rsh32, Assembler::rsh32);
        arithmetic("mod", 32, Assembler::mod32, Assembler::mod32);
        arithmetic("smod", 32, Assembler::smod32, Assembler::smod32);
        arithmetic("xor", 32, Assembler::xor32, Assembler::xor32);
        arithmetic("mov", 32, Assembler::mov32, Assembler::mov32);
        arithmetic("arsh", 32, Assembler::arsh32, Assembler::arsh32);
        row("neg64", NONE, (a, c) -> a.neg(R7), (s, c) -> s.withR7(-s.r7()));
        row("neg32", NONE, (a, c) -> a.neg32(R7), (s, c) -> s.withR7(Rfc9669.low(32, -s.r7())));

        row("movsx8 32", NONE, (a, c) -> a.movsx32(R7, R8, 8), (s, c) ->
                s.withR7(Rfc9669.low(32, Rfc9669.signed(8, s.r8()))));
        row("movsx16 32", NONE, (a, c) -> a.movsx32(R7, R8, 16), (s, c) ->
                s.withR7(Rfc9669.low(32, Rfc9669.signed(16, s.r8()))));
        row("movsx8 64", NONE, (a, c) -> a.movsx(R7, R8, 8), (s, c) -> s.withR7(Rfc9669.signed(8, s.r8())));
        row("movsx16 64", NONE, (a, c) -> a.movsx(R7, R8, 16), (s, c) -> s.withR7(Rfc9669.signed(16, s.r8())));
        row("movsx32 64", NONE, (a, c) -> a.movsx(R7, R8, 32), (s, c) -> s.withR7(Rfc9669.signed(32, s.r8())));
        for (int bits : new int[] {16, 32, 64}) {
            row("le" + bits, NONE, (a, c) -> a.le(R7, bits), (s, c) -> s.withR7(Rfc9669.low(bits, s.r7())));
            row("be" + bits, NONE, (a, c) -> a.be(R7, bits), (s, c) -> s.withR7(Rfc9669.swapped(bits, s.r7())));
            row("bswap" + bits, NONE, (a, c) -> a.bswap(R7, bits), (s, c) -> s.withR7(Rfc9669.swapped(bits, s.r7())));
        }

        jump("jeq", 64, Assembler::jeq, Assembler::jeq);
        jump("jgt", 64, Assembler::jgt, Assembler::jgt);
        jump("jge", 64, Assembler::jge, Assembler::jge);
        jump("jset", 64, Assembler::jset, Assembler::jset);
        jump("jne", 64, Assembler::jne, Assembler::jne);
        jump("jsgt", 64, Assembler::jsgt, Assembler::jsgt);
        jump("jsge", 64, Assembler::jsge, Assembler::jsge);
        jump("jlt", 64, Assembler::jlt, Assembler::jlt);
        jump("jle", 64, Assembler::jle, Assembler::jle);
        jump("jslt", 64, Assembler::jslt, Assembler::jslt);
        jump("jsle", 64, Assembler::jsle, Assembler::jsle);
        jump("jeq", 32, Assembler::jeq32, Assembler::jeq32);
        jump("jgt", 32, Assembler::jgt32, Assembler::jgt32);
        jump("jge", 32, Assembler::jge32, Assembler::jge32);
        jump("jset", 32, Assembler::jset32, Assembler::jset32);
        jump("jne", 32, Assembler::jne32, Assembler::jne32);
        jump("jsgt", 32, Assembler::jsgt32, Assembler::jsgt32);
        jump("jsge", 32, Assembler::jsge32, Assembler::jsge32);
        jump("jlt", 32, Assembler::jlt32, Assembler::jlt32);
        jump("jle", 32, Assembler::jle32, Assembler::jle32);
        jump("jslt", 32, Assembler::jslt32, Assembler::jslt32);
        jump("jsle", 32, Assembler::jsle32, Assembler::jsle32);
        row("ja", NONE, (a, c) -> always(a, a::ja), (s, c) -> s.r8() == 0 ? s.withR7(NOT_TAKEN) : s);
        row("ja32 (gotol)", NONE, (a, c) -> always(a, a::gotol), (s, c) -> s.r8() == 0 ? s.withR7(NOT_TAKEN) : s);
        // the budget of a loop is not used up by one turn
        row("may_goto (jcond src=0)", NONE, (a, c) -> over(a, a::mayGoto), (s, c) -> s.withR7(NOT_TAKEN));

        row("ldxb", NONE, (a, c) -> a.ldxb(R7, R10, -8), (s, c) -> s.withR7(Rfc9669.low(8, s.memory())));
        row("ldxh", NONE, (a, c) -> a.ldxh(R7, R10, -8), (s, c) -> s.withR7(Rfc9669.low(16, s.memory())));
        row("ldxw", NONE, (a, c) -> a.ldxw(R7, R10, -8), (s, c) -> s.withR7(Rfc9669.low(32, s.memory())));
        row("ldxdw", NONE, (a, c) -> a.ldxdw(R7, R10, -8), (s, c) -> s.withR7(s.memory()));
        row("ldxsb", NONE, (a, c) -> a.ldxsb(R7, R10, -8), (s, c) -> s.withR7(Rfc9669.signed(8, s.memory())));
        row("ldxsh", NONE, (a, c) -> a.ldxsh(R7, R10, -8), (s, c) -> s.withR7(Rfc9669.signed(16, s.memory())));
        row("ldxsw", NONE, (a, c) -> a.ldxsw(R7, R10, -8), (s, c) -> s.withR7(Rfc9669.signed(32, s.memory())));
        int[] bytes = {0, 1, 42, -1, -128, 127, 255};
        int[] halves = {0, 1, 42, -1, -32768, 32767, 65535};
        row("stb imm", bytes, (a, c) -> a.stb(R10, -8, c), (s, c) -> s.withMemory(Rfc9669.replaced(8, s.memory(), c)));
        row("sth imm", halves, (a, c) -> a.sth(R10, -8, c), (s, c) -> s.withMemory(Rfc9669.replaced(16, s.memory(), c)));
        row("stw imm", EDGES, (a, c) -> a.stw(R10, -8, c), (s, c) -> s.withMemory(Rfc9669.replaced(32, s.memory(), c)));
        row("stdw imm", EDGES, (a, c) -> a.stdw(R10, -8, c), (s, c) -> s.withMemory(c));
        row("stxb", NONE, (a, c) -> a.stxb(R10, -8, R8), (s, c) -> s.withMemory(Rfc9669.replaced(8, s.memory(), s.r8())));
        row("stxh", NONE, (a, c) -> a.stxh(R10, -8, R8), (s, c) -> s.withMemory(Rfc9669.replaced(16, s.memory(), s.r8())));
        row("stxw", NONE, (a, c) -> a.stxw(R10, -8, R8), (s, c) -> s.withMemory(Rfc9669.replaced(32, s.memory(), s.r8())));
        row("stxdw", NONE, (a, c) -> a.stxdw(R10, -8, R8), (s, c) -> s.withMemory(s.r8()));

        atomic("add", AtomicOp.ADD, false);
        atomic("fetch_add", AtomicOp.FETCH_ADD, true);
        atomic("or", AtomicOp.OR, false);
        atomic("fetch_or", AtomicOp.FETCH_OR, true);
        atomic("and", AtomicOp.AND, false);
        atomic("fetch_and", AtomicOp.FETCH_AND, true);
        atomic("xor", AtomicOp.XOR, false);
        atomic("fetch_xor", AtomicOp.FETCH_XOR, true);
        atomic("xchg", AtomicOp.XCHG, true);
        atomic("cmpxchg", AtomicOp.CMPXCHG, true);
        for (Size size : Size.values()) {
            int bits = size.bytes() * 8;
            String letter = size.name().toLowerCase(Locale.ROOT);
            row("load_acquire " + letter, NONE, (a, c) -> a.loadAcquire(size, R7, R10, -8), (s, c) ->
                    s.withR7(Rfc9669.low(bits, s.memory())));
            row("store_release " + letter, NONE, (a, c) -> a.storeRelease(size, R10, -8, R8), (s, c) ->
                    s.withMemory(Rfc9669.replaced(bits, s.memory(), s.r8())));
        }
    }
}
