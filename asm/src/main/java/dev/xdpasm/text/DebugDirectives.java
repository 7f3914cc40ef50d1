package dev.xdpasm.text;

import dev.xdpasm.elf.Elf;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Directives that say where code came from and how to unwind it: {@code .file}, {@code .loc}, {@code .ident},
 * {@code .cfi_*}. Reads one directive, of which the name is already taken.
 */
final class DebugDirectives {

    private static final int MD5_DIGITS = 32;
    private static final int MOST_SOURCES = 1 << 20;
    private static final List<String> LOC_WORDS =
            List.of("basic_block", "prologue_end", "epilogue_begin", "is_stmt", "discriminator", "isa", "view");

    private final Cursor cursor;
    private final Operands operands;
    private final QuotedText quoted;
    private final RelocatableDraft file;
    private boolean framesWanted;

    DebugDirectives(Cursor cursor, Operands operands, QuotedText quoted, RelocatableDraft file) {
        this.cursor = cursor;
        this.operands = operands;
        this.quoted = quoted;
        this.file = file;
    }

    /** Reads the rest of the directive of that name that stands at a place; {@return whether it is one of these}. */
    boolean read(String name, int place) {
        switch (name) {
            case ".file" -> file(place);
            case ".loc" -> location();
            case ".ident" -> ident(place);
            case ".cfi_sections" -> frameSections();
            case ".cfi_startproc" -> beginFrame(place);
            case ".cfi_endproc" -> endFrame(place);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** {@code .file "NAME"}, or {@code .file N "DIRECTORY" "NAME" md5 0x...}. */
    private void file(int place) {
        if (cursor.peek() == '"') {
            file.addFile(quoted.text());
            return;
        }
        int number = sourceNumber();
        int numberPlace = operands.place;
        String name = quoted.text();
        String directory = "";
        if (cursor.peek() == '"') {
            directory = name;
            name = quoted.text();
        }
        byte[] md5 = cursor.acceptWord("md5") ? md5() : null;
        if (number == 0) {
            file.lines().setRoot(directory, name, md5);
        } else if (!file.lines().addSource(number, directory, name, md5)) {
            throw cursor.error(numberPlace, "source file " + number + " is already named, expected another number");
        }
    }

    private int sourceNumber() {
        int number = operands.count("the number of a source file");
        if (number > MOST_SOURCES) {
            throw cursor.error(operands.place, "source file " + number + ", expected 0 to " + MOST_SOURCES);
        }
        return number;
    }

    private byte @Nullable [] md5() {
        cursor.peek();
        int from = cursor.at;
        String digits = cursor.string(from, cursor.skipName());
        if (!digits.matches("0x[0-9a-fA-F]{1," + MD5_DIGITS + "}")) {
            throw cursor.error(from, "found '" + digits + "', expected an MD5 sum, 0x and " + MD5_DIGITS + " hexadecimal digits");
        }
        String sum = digits.substring(2);
        return HexFormat.of().parseHex("0".repeat(MD5_DIGITS - sum.length()) + sum);
    }

    /** {@code .loc FILE LINE COLUMN} and words. */
    private void location() {
        int number = sourceNumber();
        if (!file.lines().hasSource(number)) {
            throw cursor.error(operands.place, "there is no source file " + number + ", expected one that .file names");
        }
        int line = operands.count("the line");
        int column = Expression.startsWith(cursor.peek()) ? operands.count("the column") : 0;
        int flags = file.lines().isStatement() ? LineDraft.IS_STMT : 0;
        int discriminator = 0;
        while (!cursor.atStatementEnd()) {
            int place = cursor.at;
            String word = cursor.name("one of " + String.join(" ", LOC_WORDS));
            switch (word) {
                case "basic_block" -> flags |= LineDraft.BASIC_BLOCK;
                case "prologue_end" -> flags |= LineDraft.PROLOGUE_END;
                case "epilogue_begin" -> flags |= LineDraft.EPILOGUE_BEGIN;
                case "is_stmt" -> flags = operands.count("is_stmt") == 0
                        ? flags & ~LineDraft.IS_STMT
                        : flags | LineDraft.IS_STMT;
                case "discriminator" -> discriminator = operands.count("the discriminator");
                case "view" -> operands.count("the view");
                case "isa" -> {
                    if (operands.count("isa") != 0) {
                        throw cursor.error(operands.place, "BPF has one instruction set, expected isa 0");
                    }
                }
                default -> throw cursor.error(place, "unknown word '" + word + "', expected one of "
                        + String.join(" ", LOC_WORDS) + NearMiss.hint(word, LOC_WORDS));
            }
        }
        file.lines().locate(number, line, column, flags, discriminator);
    }

    /** {@code .ident "TEXT"}: who made this. */
    private void ident(int place) {
        byte[] text = quoted.bytes();
        file.push();
        file.enter(file.section(".comment", Elf.SHT_PROGBITS, Elf.SHF_MERGE | Elf.SHF_STRINGS, 1, place));
        file.requireRoom(text.length + 2L, true, place);
        if (file.current().size() == 0) {
            file.current().append(0, 1);
        }
        file.current().append(text);
        file.current().append(0, 1);
        file.pop();
    }

    /** {@code .cfi_sections .debug_frame}. */
    private void frameSections() {
        cursor.peek();
        int place = cursor.at;
        String name = cursor.name("a section for frames");
        if (!name.equals(".debug_frame")) {
            throw cursor.error(place, "frames in " + name + ", expected .debug_frame: no BPF program is unwound as it runs");
        }
        framesWanted = true;
    }

    private void beginFrame(int place) {
        if (!framesWanted) {
            throw cursor.error(place, ".cfi_startproc, expected .cfi_sections .debug_frame before it");
        }
        if (file.frames().isOpen()) {
            throw cursor.error(place, ".cfi_startproc within a function, expected .cfi_endproc before it");
        }
        file.frames().begin(place);
    }

    private void endFrame(int place) {
        if (!file.frames().isOpen()) {
            throw cursor.error(place, ".cfi_endproc, expected .cfi_startproc before it");
        }
        file.frames().end();
    }
}
