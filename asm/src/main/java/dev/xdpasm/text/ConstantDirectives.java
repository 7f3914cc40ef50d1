package dev.xdpasm.text;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Names for numbers: {@code .const}, llvm-mc's {@code .set}, and {@code .include} of a file that holds nothing else. Reads
 * one directive, of which the name is already taken.
 */
final class ConstantDirectives {
    private static final List<String> NAMES = List.of(".const", ".set", ".equ", ".include");
    private static final int DEEPEST = 16;

    private final Cursor cursor;
    private final Operands operands;
    private final Expression expression;
    private final Constants constants;
    private final QuotedText quoted;

    /** The files that include each other down to the one that is being read, which is the last. */
    private final List<Path> including;

    ConstantDirectives(Cursor cursor, Operands operands, Expression expression, Constants constants) {
        this(cursor, operands, expression, constants, List.of());
    }

    private ConstantDirectives(
            Cursor cursor, Operands operands, Expression expression, Constants constants, List<Path> including) {
        this.cursor = cursor;
        this.operands = operands;
        this.expression = expression;
        this.constants = constants;
        this.quoted = new QuotedText(cursor);
        this.including = including;
    }

    /** {@return whether a name is one of these directives} */
    static boolean isOne(String name) {
        return NAMES.contains(name);
    }

    /** Reads the rest of the directive of that name. */
    void read(String name) {
        switch (name) {
            case ".const" -> constant();
            case ".include" -> include();
            default -> assignment();
        }
    }

    /** {@code .const NAME = expression}. */
    private void constant() {
        cursor.peek();
        int from = cursor.at;
        String name = cursor.name("the constant's name");
        Constants.Constant before = constants.get(cursor.text(), from, cursor.at);
        if (before != null) {
            throw cursor.error(from, "constant '" + name + "' is already defined, " + before.origin(cursor.file())
                    + ", expected another name");
        }
        cursor.expect('=');
        long value = operands.value();
        if (value < 0 && expression.beyondSigned()) {
            throw cursor.error(operands.place, "constant " + Long.toUnsignedString(value)
                    + " does not fit, expected -2^63 to 2^63-1");
        }
        constants.set(name, made(value));
    }

    /** {@code .set NAME, expression}, llvm-mc's way to name a number, which may get another. */
    private void assignment() {
        cursor.peek();
        int from = cursor.at;
        String name = cursor.name("the constant's name");
        Constants.Constant before = constants.get(cursor.text(), from, cursor.at);
        if (before != null && before.isKernels()) {
            throw cursor.error(from, "constant '" + name + "' is already defined, " + before.origin(cursor.file())
                    + ", expected another name");
        }
        cursor.expect(',');
        long value = operands.value();
        constants.set(name, made(value));
    }

    private Constants.Constant made(long value) {
        return new Constants.Constant(value, expression.bits(), cursor.file(), cursor.markedLine());
    }

    /** {@code .include "FILE"}, from the folder of the file that says so. */
    private void include() {
        cursor.peek();
        int place = cursor.at;
        String name = quoted.text();
        Path file = find(name, place);
        if (including.contains(file)) {
            throw cursor.error(place, "'" + name + "' includes itself, expected no circle");
        }
        if (including.size() >= DEEPEST) {
            throw cursor.error(place, "'" + name + "' is included too deep, expected at most " + DEEPEST + " files");
        }
        List<Path> files = new ArrayList<>(including);
        files.add(file);
        Cursor text = new Cursor(file.toString(), text(file, place));
        Expression expressions = new Expression(text, constants, new LocalLabels(text), null);
        new ConstantDirectives(text, new Operands(text, expressions), expressions, constants, files).readAll();
    }

    private Path find(String name, int place) {
        try {
            Path file = Path.of(cursor.file()).resolveSibling(name).normalize();
            if (!Files.isRegularFile(file)) {
                throw cursor.error(place, "there is no file '" + file + "' to include, expected one of constants");
            }
            return file;
        } catch (InvalidPathException e) {
            throw cursor.error(place, "'" + name + "' is no file's name, expected one to include");
        }
    }

    private String text(Path file, int place) {
        try {
            return InputFile.text(file.toString(), InputFile.bytes(file));
        } catch (BpfException e) {
            throw cursor.error(place, e.getMessage());
        }
    }

    /** Reads a whole file of constants. */
    private void readAll() {
        while (!cursor.atEnd()) {
            if (!cursor.atStatementEnd()) {
                cursor.mark();
                int from = cursor.at;
                String name = cursor.string(from, cursor.skipName());
                if (!isOne(name)) {
                    cursor.at = from;
                    throw notConstant();
                }
                read(name);
            }
            if (!cursor.acceptStatementEnd()) {
                throw cursor.expected("the end of the line or ';'");
            }
        }
    }

    private AssemblyException notConstant() {
        return cursor.expected("one of " + String.join(" ", NAMES) + ": a file that is included holds constants");
    }
}
