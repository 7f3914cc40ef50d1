package dev.xdpasm.loader;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.uapi.Helper;
import java.util.Map;

/** Calls of helpers as an older kernel takes them: what a helper was before it had two names. */
final class OlderHelpers {
    /** {@code bpf_probe_read} reads the kernel's memory and users' alike, where these do not overlap. */
    private static final Map<Integer, Integer> BEFORE = Map.of(
            Helper.bpf_probe_read_kernel.value(), Helper.bpf_probe_read.value(),
            Helper.bpf_probe_read_kernel_str.value(), Helper.bpf_probe_read_str.value());

    private OlderHelpers() {}

    /** {@return the code, calling what the kernel has} */
    static Code of(Code code, Omissions omissions) {
        long[] words = null;
        for (int slot = 0; slot < code.size(); slot++) {
            long insn = code.word(slot);
            boolean call = Insn.code(insn) == Opcode.CALL && Insn.srcReg(insn) == 0;
            if (call && BEFORE.containsKey(Insn.imm(insn)) && omissions.lacks(LoadFeature.PROBE_READ_KERNEL)) {
                words = words == null ? code.words() : words;
                words[slot] = Insn.withImm(insn, BEFORE.get(Insn.imm(insn)));
            }
            slot += Insn.isWide(insn) ? 1 : 0;
        }
        return words == null ? code : Code.of(words, words.length, code.relocations(), code.lines());
    }
}
