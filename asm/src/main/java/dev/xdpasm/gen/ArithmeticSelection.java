package dev.xdpasm.gen;

import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Width;

/** Arithmetic of two operands: which form of the machine's says it shortest. */
final class ArithmeticSelection {
    private final Selection selection;

    ArithmeticSelection(Selection selection) {
        this.selection = selection;
    }

    /** Says {@code to = left op right}. */
    void binary(Step.Binary step) {
        AluOp op = step.op();
        if (op == AluOp.SDIV || op == AluOp.SMOD) {
            selection.require(IsaLevel.V4, "a signed division");
        }
        Value left = step.left();
        Value right = step.right();
        boolean leftIsConstant = selection.immediate(left) instanceof Const;
        if (Effects.isCommutative(op) && leftIsConstant && !(selection.immediate(right) instanceof Const)) {
            Value swapped = left;
            left = right;
            right = swapped;
        }
        int to = Selection.register(step.to());
        if (op == AluOp.ADD && step.width() == Width.W64 && isSum(step.to(), left, selection.immediate(right))) {
            return;
        }
        if (selection.immediate(right) instanceof Const constant) {
            withConstant(to, op, step.width(), left, constant.value());
        } else {
            withRegister(to, op, step.width(), left, (Temp) right);
        }
    }

    /** Takes a temp plus a constant from where it is already, if it is; else it will be in {@code to}. */
    private boolean isSum(Temp to, Value left, Value right) {
        if (!(left instanceof Temp temp) || !(right instanceof Const constant)) {
            return false;
        }
        int held = selection.sums().find(temp, constant.value());
        if (held != VirtualInsn.NONE) {
            selection.emit(VirtualInsn.move(Selection.register(to), held));
            return true;
        }
        if (!to.isVariable()) {
            selection.sums().add(temp, constant.value(), Selection.register(to));
        }
        return false;
    }

    private void withRegister(int to, AluOp op, Width width, Value left, Temp right) {
        int other = Selection.register(right);
        if (op == AluOp.SUB && selection.immediate(left) instanceof Const constant && constant.value() == 0) {
            selection.emit(VirtualInsn.move(to, other));
            selection.emit(VirtualInsn.negate(width, to));
        } else if (other != to) {
            selection.set(to, left);
            selection.emit(VirtualInsn.alu(op, width, to, other));
        } else if (Effects.isCommutative(op)) {
            selection.emit(VirtualInsn.alu(op, width, to, selection.register(left)));
        } else {
            int result = selection.code().register();
            selection.set(result, left);
            selection.emit(VirtualInsn.alu(op, width, result, other));
            selection.emit(VirtualInsn.move(to, result));
        }
    }

    private void withConstant(int to, AluOp op, Width width, Value left, long constant) {
        boolean narrow = width == Width.W32;
        // of 32 bits the immediate is the whole operand
        long c = narrow ? (int) constant : constant;
        if (op.isShift()) {
            int count = (int) constant & width.bits() - 1;
            if (count == 0) {
                copy(to, width, left);
            } else {
                apply(to, op, width, left, count);
            }
        } else if (op.isDivision() && c == 0) {
            if (op == AluOp.DIV || op == AluOp.SDIV) {
                selection.emit(VirtualInsn.constant(to, 0));
            } else {
                copy(to, width, left);
            }
        } else if (op == AluOp.AND) {
            and(to, width, left, c);
        } else if (op == AluOp.SUB && Selection.fits(-c)) {
            add(to, width, left, -c);
        } else if (op == AluOp.ADD) {
            add(to, width, left, c);
        } else if ((op == AluOp.OR || op == AluOp.XOR) && !narrow && isOfLowerHalf(left, c)) {
            apply(to, op, Width.W32, left, (int) c);
        } else {
            apply(to, op, width, left, c);
        }
    }

    private void add(int to, Width width, Value left, long c) {
        if (c == 0) {
            copy(to, width, left);
        } else {
            apply(to, AluOp.ADD, width, left, c);
        }
    }

    private void and(int to, Width width, Value left, long c) {
        long mask = width == Width.W32 ? c & 0xffff_ffffL : c;
        long possible = Selection.mask(left.bits());
        // a mask that repeats what is known may be what tells it to the verifier: the optimiser has left out the others
        if (mask == 0xffff_ffffL) {
            zeroExtend(to, left);
        } else if (Selection.fitsUnsigned(mask)) {
            // the upper half of the result is zero either way
            apply(to, AluOp.AND, Selection.fits(mask) ? width : Width.W32, left, (int) mask);
        } else if (!Selection.fits(mask) && isOfLowerHalf(left, mask & possible)) {
            apply(to, AluOp.AND, Width.W32, left, (int) mask);
        } else {
            apply(to, AluOp.AND, width, left, c);
        }
    }

    /** Whether both are within the lower half, where 32 bits say what 64 cannot as an immediate. */
    private static boolean isOfLowerHalf(Value left, long c) {
        return left.bits() <= Integer.SIZE && Selection.fitsUnsigned(c) && !Selection.fits(c);
    }

    private void apply(int to, AluOp op, Width width, Value left, long c) {
        if (Selection.fits(c)) {
            selection.set(to, left);
            selection.emit(VirtualInsn.aluConstant(op, width, to, (int) c));
        } else {
            int constant = selection.register(new Const(c));
            selection.set(to, left);
            selection.emit(VirtualInsn.alu(op, width, to, constant));
        }
    }

    /** Sets a register to a value as an operation of a width that changes nothing would. */
    private void copy(int to, Width width, Value value) {
        if (width == Width.W32) {
            zeroExtend(to, value);
        } else {
            selection.set(to, value);
        }
    }

    /** Sets a register to the lower half of a value. */
    void zeroExtend(int to, Value value) {
        if (selection.immediate(value) instanceof Const constant) {
            selection.emit(VirtualInsn.constant(to, constant.value() & 0xffff_ffffL));
        } else if (value.bits() <= Integer.SIZE) {
            selection.set(to, value);
        } else {
            selection.emit(VirtualInsn.zeroExtend(to, selection.register(value)));
        }
    }
}
