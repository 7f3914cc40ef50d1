package dev.xdpasm.text;

import dev.xdpasm.uapi.EtherType;
import dev.xdpasm.uapi.IpProtocol;
import dev.xdpasm.uapi.MapType;
import dev.xdpasm.uapi.ProgramType;
import dev.xdpasm.uapi.UapiConstant;
import dev.xdpasm.uapi.XdpAction;
import dev.xdpasm.uapi.XdpMd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names that stand for numbers in text: the kernel's, one row a family, and what {@code .const} adds to them.
 *
 * <p>A family of fields is named after its struct: {@code xdp_md.data_end}.
 */
final class Constants {

    /** A family of names and what stands before each of them. */
    private record Family(String prefix, UapiConstant[] members) {}

    private static final List<Family> FAMILIES = List.of(
            new Family("", XdpAction.values()),
            new Family("", EtherType.values()),
            new Family("", IpProtocol.values()),
            new Family("", MapType.values()),
            new Family("", ProgramType.values()),
            new Family("xdp_md.", XdpMd.values()));

    private static final NameTable<Constant> KERNEL = new NameTable<>();

    static {
        for (Family family : FAMILIES) {
            for (UapiConstant member : family.members()) {
                KERNEL.put(family.prefix() + member.name(), new Constant(member.value(), false, "", 0));
            }
        }
    }

    /**
     * A number with a name.
     *
     * @param bits whether it was written as a pattern of bits, see {@link Expression#bits()}
     * @param file where it was defined, empty for the kernel's own
     * @param line the line there, from 1
     */
    record Constant(long value, boolean bits, String file, int line) {
        boolean isKernels() {
            return file.isEmpty();
        }

        /** {@return where it was defined, in words for one who reads a file} */
        String origin(String reading) {
            return isKernels() ? "by the kernel" : "in line " + line + (file.equals(reading) ? "" : " of " + file);
        }
    }

    /** What a name stands for that stands for no number any more. */
    private static final Constant NONE = new Constant(0, false, "", 0);

    private final NameTable<Constant> own = new NameTable<>();

    /** The constant of a name in the text, or null. */
    @Nullable Constant get(char[] text, int from, int to) {
        return get(text, from, to, NameTable.hash(text, from, to));
    }

    /** As {@link #get(char[], int, int)}, for those who have the {@link NameTable#hash} of the characters. */
    @Nullable Constant get(char[] text, int from, int to, int hash) {
        Constant kernels = KERNEL.get(text, from, to, hash);
        return kernels == null ? own(text, from, to, hash) : kernels;
    }

    /** The constant of a name in the text that the text itself defined, or null. */
    @Nullable Constant own(char[] text, int from, int to) {
        return own(text, from, to, NameTable.hash(text, from, to));
    }

    /** As {@link #own(char[], int, int)}, for those who have the {@link NameTable#hash} of the characters. */
    @Nullable Constant own(char[] text, int from, int to, int hash) {
        Constant found = own.get(text, from, to, hash);
        return found == NONE ? null : found;
    }

    /** Gives a name a value, which it may have had another before. */
    void set(String name, Constant constant) {
        if (own.get(name) == null) {
            own.put(name, constant);
        } else {
            own.replace(name, constant);
        }
    }

    /** Takes its value from a name again, if it has one. */
    void forget(String name) {
        if (own.get(name) != null) {
            own.replace(name, NONE);
        }
    }

    /** All names, for the search for what was meant. */
    List<String> names() {
        List<String> all = own.names();
        all.addAll(KERNEL.names());
        return all;
    }
}
