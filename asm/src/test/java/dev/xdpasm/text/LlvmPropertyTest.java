package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.tools.Testdata;
import dev.xdpasm.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Texts that nobody wrote, of all that compilers write: the object is that of the llvm-mc 19 on this machine. */
class LlvmPropertyTest {
    private static final int STATEMENTS = 400;
    private static final String[] SECTIONS = {
        ".text", ".data", ".bss", ".section xdp,\"ax\",@progbits", ".section .maps,\"aw\"", ".section license,\"aw\",@progbits",
        ".section .rodata.str1.1,\"aMS\",@progbits,1", ".section .debug_some,\"\",@progbits", ".section .BTF,\"\",@progbits",
        ".previous", ".rodata"
    };
    private static final String[] OPERATORS = {"=", "+=", "-=", "*=", "|=", "&=", "^="};
    private static final String[] CONDITIONS = {"==", "!=", ">", ">=", "<", "<=", "s>", "s>=", "s<", "s<=", "&"};
    private static final String[] SIZES = {"u8", "u16", "u32", "u64"};

    @Property(tries = 25)
    void objectsAreThoseOfLlvm(@ForAll long seed) throws IOException {
        Tool llvm = Tool.need("llvm-mc-19");
        String text = text(new Random(seed));
        Path dir = Files.createTempDirectory("xdpasm");
        try {
            Path source = Files.writeString(dir.resolve("a.s"), text);
            Path object = dir.resolve("a.o");
            llvm.run("-triple", "bpfel", "-filetype=obj", source.toString(), "-o", object.toString());
            byte[] expected = Files.readAllBytes(object);
            byte[] ours = XasmReader.assemble("a.s", text, IsaLevel.V4).relocatableFile().orElseThrow();
            if (!Arrays.equals(expected, ours)) {
                assertEquals(parts(expected), parts(ours), () -> "seed " + seed);
                assertEquals(Testdata.sha256(expected), Testdata.sha256(ours), () -> "the layout, seed " + seed);
            }
            Files.delete(source);
            Files.delete(object);
        } finally {
            Files.deleteIfExists(dir.resolve("a.s"));
            Files.deleteIfExists(dir.resolve("a.o"));
            Files.delete(dir);
        }
    }

    private static String parts(byte[] object) {
        ElfImage image = ElfImage.read("a.o", object);
        StringBuilder parts = new StringBuilder();
        for (ElfImage.Section section : image.sections()) {
            parts.append(section).append(' ').append(Arrays.toString(image.bytes(section))).append('\n');
        }
        image.symbols().forEach(symbol -> parts.append(symbol).append('\n'));
        return parts.toString();
    }

    /** Labels l0, l1 ... stand before statements of all kinds; places of 8 bytes are kept, as code needs them. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder(".file \"a.c\"\n.set four, 4\nl0:\n");
        boolean code = true;
        int labels = 0;
        String start = "l0";
        for (int i = 0; i < STATEMENTS; i++) {
            if (random.nextInt(25) == 0) {
                String section = SECTIONS[random.nextInt(SECTIONS.length)];
                if (section.equals(".previous")) {
                    continue;
                }
                code = section.equals(".text") || section.contains("xdp");
                text.append(section).append('\n');
                start = (code ? "c" : "d") + labels++;
                text.append(start).append(":\n");
                if (section.equals(".bss")) {
                    text.append(".zero ").append(random.nextInt(9) * 8).append("\n.globl b").append(labels).append('\n');
                    text.append(code ? "" : ".text\n");
                    code = true;
                    start = "c" + labels++;
                    text.append(start).append(":\n");
                }
            }
            text.append(code ? instruction(random, start, labels) : data(random, start, labels)).append('\n');
            if (random.nextInt(6) == 0) {
                start = (code ? "c" : "d") + labels++;
                text.append(random.nextInt(4) == 0 ? ".L" : "").append(start).append(": ").append(label(random, start));
                text.append('\n');
                if (text.lastIndexOf(".L" + start + ":") >= 0) {
                    start = ".L" + start;
                }
            }
        }
        return text.toString();
    }

    private static String label(Random random, String name) {
        return switch (random.nextInt(6)) {
            case 0 -> ".type " + name + ",@function";
            case 1 -> ".size " + name + ", .-" + name;
            case 2 -> ".hidden x" + random.nextInt(5);
            case 3 -> ".weak w" + random.nextInt(5);
            case 4 -> ".globl g" + random.nextInt(5);
            default -> "";
        };
    }

    private static String instruction(Random random, String label, int labels) {
        String r = (random.nextBoolean() ? "r" : "w");
        String dst = r + random.nextInt(10);
        String src = random.nextBoolean() ? r + random.nextInt(11) : Integer.toString(random.nextInt());
        String memory = "(r" + random.nextInt(11) + (random.nextBoolean() ? " + " : " - ") + random.nextInt(32768) + ")";
        String symbol = random.nextInt(3) == 0 ? label : "un" + random.nextInt(9);
        return switch (random.nextInt(9)) {
            case 0 -> dst + " " + OPERATORS[random.nextInt(OPERATORS.length)] + " " + src;
            case 1 -> "r" + random.nextInt(10) + " = *(" + SIZES[random.nextInt(4)] + " *)" + memory;
            case 2 -> "*(u64 *)" + memory + " = r" + random.nextInt(11);
            case 3 -> "r" + random.nextInt(10) + " = " + symbol + (random.nextBoolean() ? "" : "+" + random.nextInt(99)) + " ll";
            case 4 -> "call " + (random.nextBoolean() ? symbol : Integer.toString(random.nextInt(200)));
            case 5 -> "if " + dst + " " + CONDITIONS[random.nextInt(CONDITIONS.length)] + " " + src + " goto " + label;
            case 6 -> "goto " + label;
            case 7 -> "lock *(u64 *)" + memory + " += r" + random.nextInt(11);
            default -> "r" + random.nextInt(10) + " = " + random.nextLong() + " ll";
        };
    }

    private static String data(Random random, String label, int labels) {
        String symbol = random.nextInt(3) == 0 ? label : "un" + random.nextInt(9);
        return switch (random.nextInt(9)) {
            case 0 -> ".byte " + (random.nextInt(384) - 128);
            case 1 -> ".short " + random.nextInt(65536) + ", 1 + 2 * four";
            case 2 -> ".long " + symbol + "+" + random.nextInt(100);
            case 3 -> ".quad " + symbol;
            case 4 -> ".long .-" + label + ", " + label + "-.";
            case 5 -> ".asciz \"" + "abc\\n\\x7f\\033".substring(random.nextInt(4)) + "\"";
            case 6 -> ".zero " + random.nextInt(20) + ", " + random.nextInt(256);
            case 7 -> ".uleb128 .-" + label + "\n.sleb128 " + random.nextInt();
            default -> ".p2align " + random.nextInt(4);
        };
    }
}
