package dev.xdpasm.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.isa.Instruction.Alu;
import dev.xdpasm.isa.Instruction.Branch;
import dev.xdpasm.isa.Instruction.Jump;
import dev.xdpasm.isa.Instruction.JumpLong;
import dev.xdpasm.isa.Instruction.LoadImm64;
import dev.xdpasm.isa.Instruction.MayGoto;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Programs of random jumps over distances about the border. Each jump stands between two marks, instructions with a number
 * of their own, and leads to a mark: whoever walks the code, taking or not taking the jump, must come to the same mark.
 */
class RelaxationTest {
    private static final int BORDER = 1 << 15;

    private record Wanted(Instruction jump, int target) {}

    @Property(tries = 60)
    void jumpsLeadToTheSameMarks(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int jumps) {
        Random random = new Random(seed);
        int marks = BORDER + 600 + random.nextInt(2000);
        List<Wanted> wanted = new ArrayList<>();
        CodeBuilder builder = new CodeBuilder(IsaLevel.V4);
        int[] labels = new int[marks];
        for (int mark = 0; mark < marks; mark++) {
            labels[mark] = builder.label();
        }
        for (int mark = 0; mark < marks; mark++) {
            builder.bind(labels[mark]);
            if (random.nextInt(50) == 0) {
                LoadImm64 wide = new LoadImm64(Register.R1, 0, mark);
                builder.appendWide(wide.pack(), wide.packSecond());
            } else {
                builder.append(new Alu(Width.W64, AluOp.MOV, Register.R1, new Immediate(mark)).pack());
            }
            boolean jumpsHere = random.nextInt(marks) < jumps && mark < marks - 1;
            wanted.add(new Wanted(jumpsHere ? jump(random) : new Instruction.Exit(), target(random, mark, marks)));
            if (jumpsHere) {
                builder.appendJump(wanted.get(mark).jump().pack(), labels[wanted.get(mark).target()]);
            }
        }
        builder.append(new Instruction.Exit().pack());
        Code code = builder.build(problem -> new IllegalStateException(problem.toString()));
        assertEquals(code, builder.build(problem -> new IllegalStateException(problem.toString())));

        int mark = 0;
        for (int slot = 0; slot < code.size() - 1; slot++) {
            if (mark(code, slot) != mark) {
                continue;
            }
            Wanted jump = wanted.get(mark);
            int behind = slot + code.instruction(slot).slots();
            if (!(jump.jump() instanceof Instruction.Exit)) {
                assertEquals(jump.target(), walk(code, behind, jump.jump(), true), () -> jump + " taken");
                if (!(jump.jump() instanceof Jump)) {
                    assertEquals(mark + 1, walk(code, behind, jump.jump(), false), () -> jump + " not taken");
                }
            }
            mark++;
        }
        assertEquals(marks, mark, "every mark is there, in order");
    }

    /** Mostly such that what other jumps insert decides whether it fits. */
    private static int target(Random random, int mark, int marks) {
        int distance = (random.nextBoolean() ? BORDER : -BORDER) + random.nextInt(600) - 500;
        int target = mark + distance;
        return target >= 0 && target < marks ? target : random.nextInt(marks);
    }

    private static Instruction jump(Random random) {
        Condition[] conditions = Condition.values();
        return switch (random.nextInt(6)) {
            case 0 -> new Jump((short) 0);
            case 1 -> new MayGoto((short) 0);
            case 2 -> new Branch(Width.W64, Condition.JSET, Register.R2, Register.R3, (short) 0);
            default -> new Branch(
                    Width.values()[random.nextInt(2)],
                    conditions[random.nextInt(conditions.length)],
                    Register.R2,
                    random.nextBoolean() ? Register.R3 : new Immediate(random.nextInt()),
                    (short) 0);
        };
    }

    /** The mark that is come to from a slot, if the condition of {@code jump} holds or does not. */
    private static int walk(Code code, int from, Instruction jump, boolean holds) {
        int slot = from;
        while (mark(code, slot) < 0) {
            Instruction instruction = code.instruction(slot++);
            if (instruction instanceof Jump to) {
                slot += to.off();
            } else if (instruction instanceof JumpLong to) {
                slot += to.off();
            } else if (instruction instanceof MayGoto to) {
                slot += holds ? to.off() : 0;
            } else if (instruction instanceof Branch branch) {
                slot += holds(branch, (Branch) jump, holds) ? branch.off() : 0;
            } else {
                throw new AssertionError("neither mark nor jump: " + instruction);
            }
        }
        return mark(code, slot);
    }

    /** Whether a branch of the same operands is taken if another one's condition holds or does not. */
    private static boolean holds(Branch branch, Branch wanted, boolean wantedHolds) {
        assertEquals(wanted.width(), branch.width());
        assertEquals(wanted.dst(), branch.dst());
        assertEquals(wanted.src(), branch.src());
        if (branch.condition() == wanted.condition()) {
            return wantedHolds;
        }
        String opposite =
                switch (wanted.condition()) {
                    case JEQ -> "!=";
                    case JNE -> "==";
                    case JGT -> "<=";
                    case JGE -> "<";
                    case JLT -> ">=";
                    case JLE -> ">";
                    case JSGT -> "s<=";
                    case JSGE -> "s<";
                    case JSLT -> "s>=";
                    case JSLE -> "s>";
                    case JSET -> "none";
                };
        assertEquals(opposite, branch.condition().symbol());
        return !wantedHolds;
    }

    private static int mark(Code code, int slot) {
        Instruction instruction = code.instruction(slot);
        if (instruction instanceof Alu alu && alu.src() instanceof Immediate number) {
            return number.value();
        }
        return instruction instanceof LoadImm64 wide ? (int) wide.imm() : -1;
    }
}
