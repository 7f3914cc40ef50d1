package dev.xdpasm.text;

import dev.xdpasm.isa.Insn;
import java.util.List;

/**
 * Reads the comment behind a statement in which a printer says what the statement itself does not:
 * {@code call 5 #= src_reg=2 off=1}. Fields are {@code dst_reg}, {@code src_reg}, {@code off}, {@code imm}, and of an
 * {@code lddw} {@code next}, its second slot.
 */
final class UnsaidFields {
    private static final List<String> NAMES = List.of("dst_reg", "src_reg", "off", "imm", "next");

    private final Cursor cursor;
    private final Operands operands;

    UnsaidFields(Cursor cursor, Operands operands) {
        this.cursor = cursor;
        this.operands = operands;
    }

    /** Reads a comment if one begins here, and changes the instruction of the statement before it. */
    void read(ProgramDraft program) {
        cursor.at += 2;
        while (!cursor.atStatementEnd()) {
            int place = cursor.at;
            String name = cursor.name("a field: " + String.join(", ", NAMES));
            int field = NAMES.indexOf(name);
            if (field < 0) {
                throw cursor.error(place, "an instruction has no field '" + name + "', expected one of "
                        + String.join(", ", NAMES) + NearMiss.hint(name, NAMES));
            }
            cursor.expect('=');
            long value = operands.value();
            if (!program.changesStatement(field == 4)) {
                throw cursor.error(place, "no instruction stands before the field, expected one in the same statement");
            }
            long most = field < 2 ? 0xf : field == 2 ? 0xffff : field == 3 ? 0xffff_ffffL : -1;
            if (field < 4 && (value < 0 || value > most)) {
                throw cursor.error(operands.place, name + " is " + value + ", expected 0 to " + most);
            }
            program.changeStatement(insn -> with(insn, field, value), field == 4);
        }
    }

    private static long with(long insn, int field, long value) {
        return switch (field) {
            case 0 -> insn & ~0xf00L | value << 8;
            case 1 -> Insn.withSrcReg(insn, (int) value);
            case 2 -> Insn.withOff(insn, (short) value);
            case 3 -> Insn.withImm(insn, (int) value);
            default -> value;
        };
    }
}
