package dev.xdpasm.loader;

/**
 * A process that holds a program open, itself or through a bpf_link, or a map or a link.
 *
 * @param command the process's name ({@code /proc/PID/comm}), at most 15 characters
 * @param pid its id
 */
public record Holder(String command, int pid) {

    /** {@return the two as bpftool prints them: {@code xdpasm(1234)}} */
    @Override
    public String toString() {
        return command + "(" + pid + ")";
    }
}
