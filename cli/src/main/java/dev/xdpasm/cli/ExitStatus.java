package dev.xdpasm.cli;

/** How {@code xdpasm} ends: the numbers that scripts test. */
public final class ExitStatus {
    /** It did what was asked. */
    public static final int OK = 0;
    /** It could not: a file, a program or the kernel said no. Nothing is left half done. */
    public static final int FAILURE = 1;
    /** The arguments make no sense. */
    public static final int USAGE = 2;
    /** The process may not do what was asked: capabilities or the system's BPF settings are missing. */
    public static final int PRIVILEGES = 3;

    /** A signal ended it early: the process's status becomes 128 + the signal's number. */
    static final int BY_SIGNAL = 128;

    private ExitStatus() {}
}
