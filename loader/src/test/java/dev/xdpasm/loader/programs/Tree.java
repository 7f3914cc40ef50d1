package dev.xdpasm.loader.programs;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Condition;
import java.util.List;
import java.util.Optional;

/**
 * A program as a tree of its own, which knows nothing of the DSL: {@link Renderer} says it in the DSL, {@link Evaluator} does it
 * in Java. What is named (numbers, variables, structs, loops) has a number.
 */
record Tree(int byDefault, List<Statement> statements) {

    /** A field of a header or struct that was found. */
    record Ref(int holder, int field) {}

    // ---- numbers in host order

    sealed interface Expr {
        Kind kind();
    }

    record Constant(Kind kind, long value) implements Expr {}

    record Known(Kind kind, int id) implements Expr {}

    record Variable(Kind kind, int id) implements Expr {}

    record Read(Kind kind, Ref ref) implements Expr {}

    record Two(Kind kind, AluOp op, Expr left, Expr right) implements Expr {}

    record WithConstant(Kind kind, AluOp op, Expr left, long right) implements Expr {}

    record ShiftBy(Kind kind, AluOp op, Expr left, Expr count) implements Expr {}

    record Shift(Kind kind, AluOp op, Expr left, int count) implements Expr {}

    record Inverted(Kind kind, Expr of) implements Expr {}

    record Converted(Kind kind, Expr of) implements Expr {}

    record Chosen(Kind kind, boolean smaller, Expr left, Expr right) implements Expr {}

    record Truth(Kind kind, Cond of) implements Expr {}

    record Host(Kind kind, NetExpr of) implements Expr {}

    record Length(Kind kind) implements Expr {}

    record Offset(Kind kind) implements Expr {}

    // ---- numbers in network order

    sealed interface NetExpr {
        int bits();
    }

    record NetConstant(int bits, long value) implements NetExpr {}

    record NetKnown(int bits, int id) implements NetExpr {}

    record NetVariable(int bits, int id) implements NetExpr {}

    record NetRead(int bits, Ref ref) implements NetExpr {}

    record ToNet(int bits, Expr of) implements NetExpr {}

    record NetTwo(int bits, AluOp op, NetExpr left, NetExpr right) implements NetExpr {}

    record NetWithConstant(int bits, AluOp op, NetExpr left, long right) implements NetExpr {}

    record Replaced(int bits, NetExpr checksum, NetExpr before, NetExpr after) implements NetExpr {}

    /** A checksum from which much is taken and to which much is added. */
    record Summed(int bits, NetExpr checksum, List<NetExpr> removed, List<NetExpr> added, Optional<Ref> removedBytes)
            implements NetExpr {}

    // ---- conditions

    sealed interface Cond {}

    record Compare(Condition condition, Expr left, Expr right) implements Cond {}

    record CompareConstant(Condition condition, Expr left, long right) implements Cond {}

    record In(Expr number, long low, long high) implements Cond {}

    record OneOf(Expr number, List<Long> numbers) implements Cond {}

    record NetCompare(Condition condition, NetExpr left, NetExpr right) implements Cond {}

    record NetCompareConstant(Condition condition, NetExpr left, long right) implements Cond {}

    record NetIn(NetExpr number, long low, long high) implements Cond {}

    record NetOneOf(NetExpr number, List<Long> numbers) implements Cond {}

    record Cidr(NetExpr number, long address, int prefix) implements Cond {}

    record SameBytes(Ref left, Ref right) implements Cond {}

    record ZeroBytes(Ref of) implements Cond {}

    record Enough(int bytes) implements Cond {}

    record Both(Cond left, Cond right) implements Cond {}

    record Either(Cond left, Cond right) implements Cond {}

    record Not(Cond of) implements Cond {}

    record Hinted(Cond of, boolean likely) implements Cond {}

    // ---- statements

    sealed interface Statement {}

    record Let(int id, Expr number) implements Statement {}

    record NetLet(int id, NetExpr number) implements Statement {}

    record Declare(int id, Kind kind, Expr initial) implements Statement {}

    record NetDeclare(int id, NetExpr initial) implements Statement {}

    record Assign(int id, Kind kind, Expr number) implements Statement {}

    record Increase(int id, Kind kind, Expr by) implements Statement {}

    record NetAssign(int id, NetExpr number) implements Statement {}

    record Write(Ref ref, Expr number) implements Statement {}

    record WriteConstant(Ref ref, long number) implements Statement {}

    record NetWrite(Ref ref, NetExpr number) implements Statement {}

    record Copy(Ref to, Ref from) implements Statement {}

    record AddTo(Ref ref, Kind kind, Expr number) implements Statement {}

    /** The fetching forms have the number that was there in {@code id}. */
    record Atomic(AtomicOp op, Ref ref, Kind kind, Expr number, Optional<Expr> expected, int id) implements Statement {}

    record When(Cond condition, List<Statement> then, Optional<List<Statement>> otherwise) implements Statement {}

    record Case(long low, long high, List<Statement> body) {}

    record Match(Expr number, List<Case> cases, Optional<List<Statement>> otherwise) implements Statement {}

    record Compute(int id, Kind kind, long byDefault, List<Statement> body) implements Statement {}

    record Give(int computation, Kind kind, Expr number) implements Statement {}

    record Repeat(int loop, int times, int index, List<Statement> body) implements Statement {}

    record Leave(int loop) implements Statement {}

    record Next(int loop) implements Statement {}

    record Exit(Expr action) implements Statement {}

    record ByDefault() implements Statement {}

    record Need(int bytes) implements Statement {}

    record Skip(Expr bytes, int most) implements Statement {}

    record SkipConstant(int bytes) implements Statement {}

    record Take(int holder, Shape shape) implements Statement {}

    record Make(int holder, Shape shape, List<Statement> writes) implements Statement {}

    record Global(int holder, String name) implements Statement {}

    record Element(int holder, Table table) implements Statement {}

    /** A key or value. */
    sealed interface Content {}

    record OfNumber(Expr number) implements Content {}

    record OfNet(NetExpr number) implements Content {}

    record OfStruct(int holder) implements Content {}

    /** Without {@code otherwise}: {@code ifPresent} alone; {@code orElse} has no body for what was found. */
    record Lookup(int holder, Table table, Content key, List<Statement> found, Optional<List<Statement>> otherwise)
            implements Statement {}

    /** Without a body the default is taken. */
    record OrElse(int holder, Table table, Content key, List<Statement> otherwise) implements Statement {}

    record Update(Table table, Content key, Content value) implements Statement {}

    record Delete(Table table, Content key) implements Statement {}

    /** A record of the ring, which is handed out wherever its body is left but by {@link Discard}. */
    record Emit(int holder, List<Statement> body) implements Statement {}

    record Discard(int holder) implements Statement {}

    // ---- what moves the packet

    record MoveHead(int bytes) implements Statement {}

    record MoveTail(int bytes) implements Statement {}

    // ---- functions

    /** Its parameters are numbers that its body knows, the struct is a holder there. */
    record Function(int id, boolean global, Kind result, List<Known> parameters, Optional<Integer> struct, List<Statement> body) {}

    record Call(int id, Function function, List<Expr> arguments, Optional<Integer> struct) implements Statement {}

    record Return(int function, Expr number) implements Statement {}

    /** The kernel's own loop over a struct that was made; the body knows nothing else. */
    record Turns(int loop, Expr times, int state, int inner, int index, List<Statement> body) implements Statement {}

    record NextTurn(int loop) implements Statement {}

    record Stop(int loop) implements Statement {}
}
