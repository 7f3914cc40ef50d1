package dev.xdpasm.loader;

import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.print.Dialect;
import dev.xdpasm.uapi.Helper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A program as the kernel holds it, as {@code bpftool prog dump xlated} prints it: the kernel's words for instructions, maps by
 * their ids, calls by the names of what they lead to, the source's lines above.
 */
final class TranslatedText {
    /** What calls are counted from ({@code __bpf_call_base}, kernel/bpf/core.c). */
    private static final String CALL_BASE = "__bpf_call_base";

    private final ProgramDump dump;
    private final long[] words;
    private final long callBase;
    private final Map<Long, String> symbols;

    private TranslatedText(ProgramDump dump) {
        this.dump = dump;
        this.words = new long[dump.xlated().length / Long.BYTES];
        ByteBuffer.wrap(dump.xlated()).order(ByteOrder.nativeOrder()).asLongBuffer().get(words);
        this.callBase = KernelSymbols.addresses(Set.of(CALL_BASE)).getOrDefault(CALL_BASE, 0L);
        this.symbols = callBase == 0 ? Map.of() : KernelSymbols.names(targets());
    }

    /** {@return the text, a line an instruction} */
    static String of(ProgramDump dump) {
        return new TranslatedText(dump).text();
    }

    private Set<Long> targets() {
        Set<Long> targets = new HashSet<>();
        for (long word : words) {
            if (Insn.code(word) == Opcode.CALL) {
                targets.add(callBase + Insn.imm(word));
            }
        }
        dump.functions().forEach(function -> targets.add(function.address()));
        return targets;
    }

    private String text() {
        Map<Integer, String> heads = new HashMap<>();
        dump.functions().forEach(function -> function.slot().ifPresent(slot -> heads.put(slot, function.name() + ":\n")));
        dump.lines().stream()
                .filter(line -> !line.text().isEmpty())
                .forEach(line -> heads.merge(line.slot(), "; " + line.text() + "\n", String::concat));
        StringBuilder text = new StringBuilder();
        for (int slot = 0; slot < words.length; slot++) {
            text.append(heads.getOrDefault(slot, ""));
            text.append(String.format("%4d: %s%n", slot, line(slot)));
            slot += Insn.isWide(words[slot]) ? 1 : 0;
        }
        return text.toString();
    }

    private String line(int slot) {
        long word = words[slot];
        if (Insn.code(word) == Opcode.CALL) {
            return "(85) call " + called(word, slot);
        }
        long next = slot + 1 < words.length ? words[slot + 1] : 0;
        Optional<String> text = Dialect.KERNEL.format(word, next);
        // The verifier's log has descriptors where a dump has ids.
        return text.map(known -> known.replace("map[fd:", "map[id:"))
                .orElseGet(() -> String.format("(%02x) unknown", Insn.code(word)));
    }

    private String called(long word, int slot) {
        int imm = Insn.imm(word);
        if (Insn.srcReg(word) == Opcode.BPF_PSEUDO_CALL) {
            return String.format("pc%+d%s", imm, function(slot + 1 + imm));
        }
        boolean tailCall = imm == Helper.bpf_tail_call.value();
        return (tailCall ? Helper.bpf_tail_call.name() : symbols.getOrDefault(callBase + imm, "unknown")) + "#" + imm;
    }

    private String function(int slot) {
        return dump.functions().stream()
                .filter(function -> function.slot().orElse(-1) == slot)
                .findFirst()
                .map(function -> "#" + symbols.getOrDefault(function.address(), function.name()))
                .orElse("");
    }
}
