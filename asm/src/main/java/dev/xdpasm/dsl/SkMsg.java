package dev.xdpasm.dsl;

import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.Helper;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A program that sees what is sent through the sockets of a map, a call of {@code send} or {@code sendfile} at a time; what is
 * dropped is an error (EACCES) to who sends it. Linux 4.17.
 */
public final class SkMsg extends StreamProgram {
    private final SkMsgMd message;

    private SkMsg(Flow flow, Declared declared, SkMsgMd message) {
        super(flow, declared, PacketPointers.MESSAGE, message, message.size);
        this.message = message;
    }

    static void write(Compilation compilation, String name, Consumer<SkMsg> body) {
        String section = "sk_msg";
        ProgramKind kind = ProgramKind.ofSection(section).orElseThrow();
        compilation.program(name, section, kind, (flow, declared) -> say(new SkMsg(flow, declared, new SkMsgMd()), body));
    }

    /** {@return what the kernel says of the message and its socket} */
    public SkMsgMd message() {
        return message;
    }

    /**
     * Has these bytes of the message lie in one piece, which the packet is then; where there are fewer, the default action is taken.
     * What is sent by {@code sendfile} is not there without. What was found before has to be taken from the packet again.
     *
     * @param from the first byte, from 0
     * @param to the byte behind the last
     */
    public void pull(int from, int to) {
        if (from < 0 || to <= from) {
            throw CallSite.refuse("pull(" + from + ", " + to + "): expected bytes 0 or later, and the second behind the first");
        }
        moveOrEnd(Helper.bpf_msg_pull_data, this::byDefault, Value.of(from), Value.of(to), Value.of(0));
    }

    /** Has what this program says hold for so many bytes, of this message and of those that follow. */
    public void applyBytes(Num bytes) {
        callHelper(Helper.bpf_msg_apply_bytes, Set.of(), context(), bytes.as(Types.U32).get().value());
    }

    /** Has this program run again once so many bytes are there. */
    public void corkBytes(Num bytes) {
        callHelper(Helper.bpf_msg_cork_bytes, Set.of(), context(), bytes.as(Types.U32).get().value());
    }

    /** Makes room for so many bytes in the message. What was found before has to be taken again. Linux 5.0. */
    public void push(Num at, Num bytes) {
        moveOrEnd(Helper.bpf_msg_push_data, this::byDefault, at.as(Types.U32).get().value(), bytes.as(Types.U32).get().value(), Value.of(0));
    }

    /** Takes so many bytes out of the message. What was found before has to be taken again. Linux 5.0. */
    public void pop(Num at, Num bytes) {
        moveOrEnd(Helper.bpf_msg_pop_data, this::byDefault, at.as(Types.U32).get().value(), bytes.as(Types.U32).get().value(), Value.of(0));
    }

    @Override
    Helper redirectsByIndex() {
        return Helper.bpf_msg_redirect_map;
    }

    @Override
    Helper redirectsByKey() {
        return Helper.bpf_msg_redirect_hash;
    }

    @Override
    Helper loading() {
        throw CallSite.refuse("what is sent is not copied from: pull(from, to) has it lie in one piece");
    }

    @Override
    Temp storing(Value offset, Temp from, Value size) {
        throw CallSite.refuse("what is sent is not copied to: pull(from, to) has it lie in one piece, where headers are written");
    }
}
