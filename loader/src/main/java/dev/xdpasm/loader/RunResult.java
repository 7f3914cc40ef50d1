package dev.xdpasm.loader;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What BPF_PROG_RUN gave.
 *
 * @param retval r0, such as an {@link dev.xdpasm.uapi.XdpAction}'s number
 * @param nanos nanoseconds of one run, averaged by the kernel over the repeats
 * @param data the packet as the program left it
 * @param context the context as the program left it; empty if none was given
 */
public record RunResult(int retval, long nanos, byte[] data, byte[] context) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RunResult that
                && retval == that.retval
                && nanos == that.nanos
                && Arrays.equals(data, that.data)
                && Arrays.equals(context, that.context);
    }

    @Override
    public int hashCode() {
        return (retval * 31 + Arrays.hashCode(data)) * 31 + Arrays.hashCode(context);
    }

    @Override
    public String toString() {
        return "RunResult[retval=" + retval + ", nanos=" + nanos + ", data=" + data.length + " bytes]";
    }
}
