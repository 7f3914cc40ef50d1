package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Size;
import dev.xdpasm.uapi.Helper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line for the trace pipe: {@link CallProgram#printk}. The kernel's own rules for formats are checked as far as numbers go. */
final class TraceMessage {
    private static final Pattern CONVERSION = Pattern.compile("%(%|(ll?)?[diux]|.?)");
    /** What {@code bpf_trace_printk} takes; {@code bpf_trace_vprintk} takes more. */
    private static final int FEW = 3;
    private static final int MOST = 12;

    private final CallProgram program;
    private final String format;
    private final List<NumValue> numbers;

    TraceMessage(CallProgram program, String format, Num... numbers) {
        this.program = program;
        this.format = format;
        this.numbers = Arrays.stream(numbers).map(Num::get).toList();
        check();
    }

    private void check() {
        if (!format.chars().allMatch(c -> c < 0x80 && (c >= ' ' || c == '\n' || c == '\t'))) {
            throw CallSite.refuse("the kernel prints ASCII only: '" + format + "'");
        }
        int at = 0;
        Matcher matcher = CONVERSION.matcher(format);
        while (matcher.find()) {
            String conversion = matcher.group();
            if (conversion.equals("%%")) {
                continue;
            }
            if (!conversion.matches("%(ll?)?[diux]")) {
                throw CallSite.refuse("'" + conversion + "' in '" + format + "': expected %d, %u, %x, %lld, %llu, %llx or %%");
            }
            if (at < numbers.size()) {
                boolean wide = conversion.contains("l");
                if (!wide && numbers.get(at).type().bits() == Long.SIZE && numbers.get(at).constant().isEmpty()) {
                    throw CallSite.refuse("'" + conversion + "' prints 32 bits of a " + numbers.get(at).type() + ": expected '%ll"
                            + conversion.charAt(conversion.length() - 1) + "'");
                }
            }
            at++;
        }
        if (at != numbers.size() || at > MOST) {
            throw CallSite.refuse("'" + format + "' stands for " + at + " numbers, " + numbers.size() + " are given"
                    + (at > MOST ? "; at most " + MOST : ""));
        }
    }

    void write() {
        byte[] text = (format + "\0").getBytes(StandardCharsets.US_ASCII);
        List<Value> arguments = new ArrayList<>(List.of(program.text(text), Value.of(text.length)));
        if (numbers.size() <= FEW) {
            numbers.forEach(number -> arguments.add(number.value()));
            program.callHelper(Helper.bpf_trace_printk, Set.of(), arguments.toArray(Value[]::new));
            return;
        }
        Flow flow = program.flow();
        Slot slot = flow.slot("printk", numbers.size() * Long.BYTES, 0);
        for (int i = 0; i < numbers.size(); i++) {
            flow.store(Size.DW, new Address(slot, i * Long.BYTES, Region.STACK), numbers.get(i).value());
        }
        Temp data = flow.pointer(new Address(slot, 0, Region.STACK));
        arguments.add(data);
        arguments.add(Value.of(numbers.size() * Long.BYTES));
        program.callHelper(Helper.bpf_trace_vprintk, Set.of(), arguments.toArray(Value[]::new));
    }
}
